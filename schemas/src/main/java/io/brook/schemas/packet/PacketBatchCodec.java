package io.brook.schemas.packet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Packet batches as Avro, written and read by hand: every packet passes through here, and Avro's generic reader would box each
 * number of its columns. A test compares the bytes with Avro's own reader and writer.
 */
public final class PacketBatchCodec {
    /** The Avro schema, from {@code PacketBatch.avsc}. */
    public static final Schema SCHEMA = load();

    /** The schema before batches had a pass: topics may still hold such batches. */
    public static final Schema SECOND_SCHEMA = without(Set.of("pass"));

    /** The one before that, when packets could not be trimmed. */
    public static final Schema FIRST_SCHEMA = without(Set.of("pass", "trimmed_lengths"));

    private PacketBatchCodec() {}

    private static Schema load() {
        try (InputStream in = PacketBatchCodec.class.getResourceAsStream("PacketBatch.avsc")) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema without(Set<String> names) {
        List<Schema.Field> fields = SCHEMA.getFields().stream()
                .filter(field -> !names.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(SCHEMA.getName(), SCHEMA.getDoc(), SCHEMA.getNamespace(), false, fields);
    }

    /** The batch in Avro's binary encoding, after {@code header}. */
    public static byte[] encode(PacketBatch batch, byte[] header) {
        byte[] sensor = batch.sensor().getBytes(StandardCharsets.UTF_8);
        long first = batch.size() == 0 ? 0 : batch.time(0);
        byte[] out = new byte[header.length + sizeOf(batch, first, sensor.length)];
        System.arraycopy(header, 0, out, 0, header.length);
        int at = putBytes(out, header.length, sensor, sensor.length);
        at = putLong(out, at, batch.linkType());
        at = putLong(out, at, first);
        at = putLong(out, at, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            at = putLong(out, at, batch.time(i) - first);
        }
        at = putEnd(out, at, batch.size());
        at = putLong(out, at, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            at = putLong(out, at, batch.capturedLength(i));
        }
        at = putEnd(out, at, batch.size());
        at = putLong(out, at, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            at = putLong(out, at, batch.originalLength(i));
        }
        at = putEnd(out, at, batch.size());
        at = putBytes(out, at, batch.data(), batch.dataLength());
        at = putTrimmed(out, at, batch);
        putLong(out, at, batch.pass());
        return out;
    }

    private static int putTrimmed(byte[] out, int start, PacketBatch batch) {
        int count = batch.isTrimmed() ? batch.size() : 0;
        int at = putLong(out, start, count);
        for (int i = 0; i < count; i++) {
            at = putLong(out, at, batch.trimmedLength(i));
        }
        return putEnd(out, at, count);
    }

    /** The exact size in bytes: a batch may be 64 KiB, and should not be copied once more. */
    private static int sizeOf(PacketBatch batch, long first, int sensor) {
        int arrays = 3 * (sizeOf(batch.size()) + (batch.size() == 0 ? 0 : 1));
        int size = sizeOf(sensor) + sensor + sizeOf(batch.linkType()) + sizeOf(first) + arrays;
        for (int i = 0; i < batch.size(); i++) {
            size += sizeOf(batch.time(i) - first) + sizeOf(batch.capturedLength(i)) + sizeOf(batch.originalLength(i));
        }
        return size + sizeOf(batch.dataLength()) + batch.dataLength() + sizeOfTrimmed(batch) + sizeOf(batch.pass());
    }

    private static int sizeOfTrimmed(PacketBatch batch) {
        if (!batch.isTrimmed() || batch.size() == 0) {
            return 1;
        }
        int size = sizeOf(batch.size()) + 1;
        for (int i = 0; i < batch.size(); i++) {
            size += sizeOf(batch.trimmedLength(i));
        }
        return size;
    }

    private static int sizeOf(long value) {
        long zigzag = value << 1 ^ value >> 63;
        return 1 + (63 - Long.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    /** An array is blocks of items, each with its count before it, and an empty block; an empty array is that block alone. */
    private static int putEnd(byte[] out, int at, int count) {
        return count == 0 ? at : putLong(out, at, 0);
    }

    private static int putBytes(byte[] out, int at, byte[] bytes, int length) {
        int start = putLong(out, at, length);
        System.arraycopy(bytes, 0, out, start, length);
        return start + length;
    }

    /** Zigzag, then seven bits a byte, least significant first. */
    private static int putLong(byte[] out, int at, long value) {
        long zigzag = value << 1 ^ value >> 63;
        while ((zigzag & ~0x7fL) != 0) {
            out[at++] = (byte) (zigzag | 0x80);
            zigzag >>>= 7;
        }
        out[at++] = (byte) zigzag;
        return at;
    }

    /**
     * Reads a batch from Avro's binary encoding.
     *
     * @param writer the schema that it was written with: {@link #SCHEMA} or an earlier one
     * @throws AvroRuntimeException when the bytes are not a batch, or its columns contradict each other
     */
    public static PacketBatch decode(byte[] in, int offset, int length, Schema writer) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(in, offset, length, null);
            String sensor = decoder.readString(null).toString();
            int linkType = decoder.readInt();
            long first = decoder.readLong();
            LongColumn times = new LongColumn();
            for (long n = decoder.readArrayStart(); n != 0; n = decoder.arrayNext()) {
                for (long i = 0; i < n; i++) {
                    times.add(first + decoder.readLong());
                }
            }
            IntColumn captured = readInts(decoder);
            IntColumn original = readInts(decoder);
            ByteBuffer data = decoder.readBytes(null);
            IntColumn trimmed = writer == FIRST_SCHEMA ? new IntColumn() : readInts(decoder);
            int pass = writer == SCHEMA ? decoder.readInt() : 0;
            PacketBatch batch = new PacketBatch(
                    sensor,
                    linkType,
                    times.values,
                    captured.values,
                    original.values,
                    times.size,
                    data.array(),
                    data.limit(),
                    trimmed.size == 0 ? null : trimmed.values,
                    pass);
            check(batch, captured, original, trimmed);
            return batch;
        } catch (IOException | UnsupportedOperationException e) {
            // Avro reports lengths that no array could have as unsupported.
            throw new AvroRuntimeException("not a packet batch: " + e.getMessage(), e);
        }
    }

    private static IntColumn readInts(BinaryDecoder decoder) throws IOException {
        IntColumn column = new IntColumn();
        for (long n = decoder.readArrayStart(); n != 0; n = decoder.arrayNext()) {
            for (long i = 0; i < n; i++) {
                column.add(decoder.readInt());
            }
        }
        return column;
    }

    private static void check(PacketBatch batch, IntColumn captured, IntColumn original, IntColumn trimmed) {
        long total = 0;
        for (int i = 0; i < captured.size; i++) {
            if (captured.values[i] < 0) {
                throw new AvroRuntimeException("not a packet batch: a packet of negative length");
            }
            total += captured.values[i];
        }
        boolean wholeColumns = captured.size == batch.size()
                && original.size == batch.size()
                && (trimmed.size == batch.size() || trimmed.size == 0);
        if (!wholeColumns || total != batch.dataLength()) {
            throw new AvroRuntimeException("not a packet batch: its columns and bytes do not add up");
        }
    }

    /** Columns grow as they are read, because the count before a block cannot be trusted with an allocation. */
    private static final class LongColumn {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    private static final class IntColumn {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }
}
