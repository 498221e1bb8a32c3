package io.brook.analysis.file;

import java.util.Arrays;

/** The first bytes of a file, until they tell what it is. */
final class Beginning {
    /** Zeek's default_file_bof_buffer_size. */
    static final int ENOUGH = 4096;

    /** Most files are small. */
    private static final int FIRST_SIZE = 512;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** Whether no more bytes are to be added. */
    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    int length() {
        return length;
    }

    /** How much memory it holds. */
    int held() {
        return bytes.length;
    }

    /** The bytes; only those before {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    void add(byte[] data, int offset, int count) {
        if (closed) {
            return;
        }
        int part = Math.min(count, ENOUGH - length);
        if (length + part > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(ENOUGH, Math.max(FIRST_SIZE, 2 * (length + part))));
        }
        System.arraycopy(data, offset, bytes, length, part);
        length += part;
        closed = length == ENOUGH;
    }

    void close() {
        closed = true;
    }

    /** They have told what they can. */
    void forget() {
        closed = true;
        bytes = NOTHING;
        length = 0;
    }
}
