package io.brook.analysis.protocol.dns;

/** The bytes of one message, and how far they have been read. Numbers that are cut off are 0 and are not moved over, as in Zeek. */
final class MessageBytes {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    MessageBytes(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.at = start;
        this.end = start + length;
    }

    int remaining() {
        return end - at;
    }

    /** Where it stands, counted from the message's beginning. */
    int position() {
        return at - start;
    }

    /** @param position counted from the message's beginning, at most its length */
    void moveTo(int position) {
        at = start + position;
    }

    /** The message's length. */
    int length() {
        return end - start;
    }

    /** A byte by its place in the message, which is below the length. */
    int byteAt(int position) {
        return bytes[start + position] & 0xff;
    }

    int u8() {
        return remaining() < 1 ? 0 : bytes[at++] & 0xff;
    }

    int u16() {
        if (remaining() < 2) {
            return 0;
        }
        at += 2;
        return (bytes[at - 2] & 0xff) << 8 | bytes[at - 1] & 0xff;
    }

    long u32() {
        if (remaining() < 4) {
            return 0;
        }
        return (long) u16() << 16 | u16();
    }

    /** Moves on, as far as there are bytes. */
    void skip(int length) {
        at += Math.max(0, Math.min(length, remaining()));
    }

    void copy(int position, int length, byte[] target, int offset) {
        System.arraycopy(bytes, start + position, target, offset, length);
    }
}
