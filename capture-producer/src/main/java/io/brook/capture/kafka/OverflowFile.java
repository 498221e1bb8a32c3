package io.brook.capture.kafka;

import io.brook.capture.TapConfig.Overflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A queue in a file, for records that do not fit in memory. What is in it when the process dies is lost. Not thread-safe. */
final class OverflowFile implements AutoCloseable {
    private static final int HEADER = 5 * Integer.BYTES + 3 * Long.BYTES + 1;

    private final Path path;
    private final long most;
    private final FileChannel file;
    private long read;
    private long written;

    /** @throws UncheckedIOException when the file cannot be created */
    OverflowFile(Overflow overflow) {
        path = overflow.file();
        most = overflow.bytes();
        try {
            file = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the file for packets that wait, " + path + ": " + e, e);
        }
    }

    boolean isEmpty() {
        return read == written;
    }

    /** Adds a record after all others, unless the file is at its limit or the disk is full. */
    boolean add(Waiting record) {
        PacketSpan span = record.span();
        byte[] sensor = span.sensor().getBytes(StandardCharsets.UTF_8);
        int length = HEADER + sensor.length + record.key().length + record.value().length;
        if (written + length > most) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length)
                .putInt(record.partition())
                .putInt(record.key().length)
                .putInt(record.value().length)
                .putInt(sensor.length)
                .putInt(span.packets())
                .putLong(span.earliest())
                .putLong(span.latest())
                .putLong(span.reached())
                .put((byte) (span.ended() ? 1 : 0))
                .put(sensor)
                .put(record.key())
                .put(record.value())
                .flip();
        try {
            for (long at = written; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
            written += length;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Takes out the record that was added first.
     *
     * @throws UncheckedIOException when it cannot be read again
     */
    Waiting take() {
        ByteBuffer header = bytes(HEADER);
        int partition = header.getInt();
        byte[] key = new byte[header.getInt()];
        byte[] value = new byte[header.getInt()];
        byte[] sensor = new byte[header.getInt()];
        int packets = header.getInt();
        long earliest = header.getLong();
        long latest = header.getLong();
        long reached = header.getLong();
        boolean ended = header.get() != 0;
        bytes(sensor.length + key.length + value.length).get(sensor).get(key).get(value);
        String name = new String(sensor, StandardCharsets.UTF_8);
        if (isEmpty()) {
            read = 0;
            written = 0;
        }
        return new Waiting(partition, key, value, new PacketSpan(name, earliest, latest, reached, ended, packets));
    }

    private ByteBuffer bytes(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                int n = file.read(bytes, read);
                if (n < 0) {
                    throw new IOException("it ends too early");
                }
                read += n;
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the packets that wait in " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Nobody needs its contents.
        }
    }
}
