package io.brook.analysis.analyzer;

/** Reads bytes one after the other; a session that finds too few goes back to where it began and asks for more. */
public final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteCursor(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** Where it stands, for {@link #goBack}. */
    public int position() {
        return at;
    }

    /** @param position one that {@link #position} has given */
    public void goBack(int position) {
        at = position;
    }

    /** The byte that lies {@code ahead} bytes further on, unsigned; the caller has seen that there is one. */
    public int peek(int ahead) {
        return bytes[at + ahead] & 0xff;
    }

    /** The next byte, unsigned; the caller has seen that there is one. */
    public int u8() {
        return bytes[at++] & 0xff;
    }

    /** Moves on. The caller has seen that there are so many. */
    public void skip(int length) {
        at += length;
    }

    /**
     * Moves past the next zero byte.
     *
     * @return whether there is one; if not, the cursor stays
     */
    public boolean skipPastZero() {
        for (int i = at; i < end; i++) {
            if (bytes[i] == 0) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }
}
