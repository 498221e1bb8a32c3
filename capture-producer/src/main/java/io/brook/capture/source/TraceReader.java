package io.brook.capture.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads a trace from its first packet to its last: pcap or pcapng, plain or compressed with gzip, recognised by its bytes and not by
 * its name. Holds one buffer however large the file is, allocates nothing per packet, and never goes back, so a named pipe works.
 * Not thread-safe.
 *
 * <p>A file that is not a trace is refused when it is opened. A trace that is damaged further on, or ends in the middle of a packet,
 * is read up to there, and {@link #cut()} reports it.
 */
public final class TraceReader implements Closeable {
    private static final int MAGIC = 4;

    private final String name;
    private final TraceInput in;
    private final TraceFormat format;
    private final Packet packet = new Packet();
    private long packets;
    private boolean ended;
    private String cut;

    private TraceReader(String name, TraceInput in, TraceFormat format) {
        this.name = name;
        this.in = in;
        this.format = format;
    }

    /**
     * Opens a trace and reads its header.
     *
     * @throws TraceException when there is no such file, or it cannot be read, is empty or not a trace
     */
    public static TraceReader open(Path file) throws TraceException {
        String name = name(file);
        if (StandardInput.is(file)) {
            return openStandardInput(name);
        }
        if (Files.isDirectory(file)) {
            throw new TraceException(TraceException.Kind.UNREADABLE, name + ": is a directory, not a trace");
        }
        try {
            return read(name, Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new TraceException(TraceException.Kind.MISSING, name + ": no such file");
        } catch (AccessDeniedException e) {
            throw new TraceException(TraceException.Kind.UNREADABLE, name + ": permission denied");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TraceReader openStandardInput(String name) throws TraceException {
        try {
            return read(name, StandardInput.open());
        } catch (IOException e) {
            throw new TraceException(TraceException.Kind.UNREADABLE, name + ": cannot be read: " + reason(e));
        }
    }

    /** A file's name as messages give it: in one line, whatever it is. */
    public static String name(Path file) {
        return StandardInput.is(file) ? "standard input" : file.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** The exception for an existing file that cannot be read. */
    public static TraceException unreadable(Path file, IOException e) {
        return new TraceException(TraceException.Kind.UNREADABLE, name(file) + ": cannot be read: " + reason(e));
    }

    /** Reads a trace from a stream, which it closes when it refuses it. */
    static TraceReader read(String name, InputStream stream) throws IOException, TraceException {
        Closeable opened = stream;
        try {
            TraceInput in = new TraceInput(stream);
            opened = in;
            return new TraceReader(name, in, recognise(name, in));
        } catch (DamageException e) {
            opened.close();
            throw new TraceException(TraceException.Kind.FOREIGN, name + ": not a whole trace: " + e.getMessage());
        } catch (IOException | TraceException e) {
            opened.close();
            throw e;
        }
    }

    private static TraceFormat recognise(String name, TraceInput in) throws IOException, TraceException {
        TraceFormat format = null;
        if (in.has(MAGIC)) {
            format = PcapFormat.recognise(in);
            format = format == null ? PcapngFormat.recognise(in) : format;
        }
        if (format != null) {
            return format;
        }
        byte[] start = in.peek(MAGIC);
        String unpacked = in.packed() ? ", unpacked," : "";
        if (start.length == 0) {
            throw new TraceException(TraceException.Kind.EMPTY, name + ": is" + unpacked + " empty");
        }
        throw new TraceException(
                TraceException.Kind.FOREIGN,
                name + ": is" + unpacked + " neither pcap nor pcapng: it starts with the bytes "
                        + HexFormat.ofDelimiter(" ").formatHex(start));
    }

    /**
     * Moves to the next packet.
     *
     * @return false at the end of the trace, also if it is truncated
     */
    public boolean next() {
        if (ended) {
            return false;
        }
        try {
            ended = !format.next(packet);
        } catch (IOException e) {
            ended = true;
            cut = name + ": cut short after " + packets + " packets at byte " + in.position()
                    + (in.packed() ? " (unpacked): " : ": ") + reason(e);
        }
        packets += ended ? 0 : 1;
        return !ended;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The current packet: always the same object, whose contents {@link #next()} changes. */
    public Packet packet() {
        return packet;
    }

    /** The packets read so far. */
    public long packets() {
        return packets;
    }

    /** The bytes read from the file so far, compressed or not; ahead of the packets by up to a buffer. */
    public long fileBytes() {
        return in.fileBytes();
    }

    /** When the trace has turned out to be truncated: a line that names the file, how far it was read, and why. */
    public Optional<String> cut() {
        return Optional.ofNullable(cut);
    }

    /** Ends a read that waits for more, which then fails; from another thread. */
    public void breakOff() {
        in.breakOff();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written, and all that was wanted has been read: there is nothing to lose.
        }
    }
}
