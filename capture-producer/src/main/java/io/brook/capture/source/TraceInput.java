package io.brook.capture.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A window that moves over a trace's bytes, decompressed if necessary: one buffer, refilled when a record is not completely in it.
 * Numbers are read relative to the current position, in the byte order last set.
 */
final class TraceInput implements Closeable {
    /** Fits into a core's cache, and amortizes the cost of system calls. */
    private static final int INITIAL_BUFFER = 256 * 1024;

    /** Holds any packet with its headers and options; see {@link TraceFormat#MAX_CAPTURED}. */
    static final int MAX_RECORD = 1024 * 1024;

    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final CountingInput file;
    private final InputStream in;
    private final boolean packed;
    private byte[] buffer = new byte[INITIAL_BUFFER];
    private int at;
    private int limit;
    /** Bytes that have left the buffer. */
    private long gone;

    private boolean bigEndian = true;

    TraceInput(InputStream raw) throws IOException {
        file = new CountingInput(raw);
        PushbackInputStream start = new PushbackInputStream(file, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        packed = GzipInput.recognises(magic);
        in = packed ? new GzipInput(start) : start;
    }

    void bigEndian(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    /**
     * Brings the next {@code length} bytes into the buffer.
     *
     * @param length at most {@link #MAX_RECORD}
     * @return whether there are that many
     */
    boolean has(int length) throws IOException {
        return limit - at >= length || refill(length);
    }

    private boolean refill(int length) throws IOException {
        if (at + length > buffer.length) {
            makeRoom(length);
        }
        while (limit - at < length) {
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) {
                return false;
            }
            limit += n;
        }
        return true;
    }

    private void makeRoom(int length) {
        byte[] to = length > buffer.length ? new byte[MAX_RECORD] : buffer;
        System.arraycopy(buffer, at, to, 0, limit - at);
        buffer = to;
        gone += at;
        limit -= at;
        at = 0;
    }

    /** Brings the next {@code length} bytes into the buffer, which lie in {@code what}. */
    void need(int length, String what) throws IOException {
        if (!has(length)) {
            throw new DamageException("the trace ends inside " + what);
        }
    }

    /** Whether all has been read; what is left, if less than a record's header, lies in {@code what}. */
    boolean atEnd(int header, String what) throws IOException {
        if (has(header)) {
            return false;
        }
        if (limit > at) {
            throw new DamageException("the trace ends inside " + what);
        }
        return true;
    }

    /** Moves past bytes that need not be in the buffer, and lie in {@code what}. */
    void skip(long length, String what) throws IOException {
        long left = length;
        while (left > limit - at) {
            left -= limit - at;
            at = limit;
            need(1, what);
        }
        at += (int) left;
    }

    /** Moves past bytes that are in the buffer; they stay there until the next call of {@link #has}. */
    void advance(int length) {
        at += length;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where in the buffer the input stands. */
    int at() {
        return at;
    }

    int u16(int offset) {
        int high = buffer[at + offset + (bigEndian ? 0 : 1)] & 0xff;
        int low = buffer[at + offset + (bigEndian ? 1 : 0)] & 0xff;
        return high << 8 | low;
    }

    int u8(int offset) {
        return buffer[at + offset] & 0xff;
    }

    int i32(int offset) {
        return (int) (bigEndian ? INT_BE : INT_LE).get(buffer, at + offset);
    }

    long u32(int offset) {
        return Integer.toUnsignedLong(i32(offset));
    }

    long i64(int offset) {
        long first = u32(offset);
        long second = u32(offset + 4);
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    /** The first bytes that are left, at most {@code length}. */
    byte[] peek(int length) throws IOException {
        has(length);
        return Arrays.copyOfRange(buffer, at, Math.min(at + length, limit));
    }

    /** The current position in the decompressed trace, in bytes. */
    long position() {
        return gone + at;
    }

    boolean packed() {
        return packed;
    }

    /** How many bytes of the file, compressed or not, have been read. */
    long fileBytes() {
        return file.count();
    }

    /** Ends a read that waits for more, which then fails; from another thread. */
    void breakOff() {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing more can be done.
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
