package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.ByteCursor;

/** What one packet carries, to be read from its beginning on. Numbers are little-endian. */
final class Packet {
    private final ByteCursor in;
    private final int sequence;
    private final int length;
    private final boolean whole;

    /**
     * @param in its payload, or the beginning of it
     * @param length of the payload
     */
    Packet(ByteCursor in, int sequence, int length) {
        this.in = in;
        this.sequence = sequence;
        this.length = length;
        this.whole = in.remaining() == length;
    }

    int sequence() {
        return sequence;
    }

    /** The length of the whole payload. */
    int length() {
        return length;
    }

    /** Whether all of it is there, so that what is missing was never sent. */
    boolean isWhole() {
        return whole;
    }

    boolean isAtEnd() {
        return in.remaining() == 0;
    }

    /** The next bytes as a packet of their own. */
    Packet part(String field, int size) throws MalformedException {
        need(field, size);
        return new Packet(in.slice(size), sequence, size);
    }

    void need(String field, int size) throws MalformedException {
        if (size < 0) {
            throw new MalformedException("invalid string length: " + field + ": " + size);
        }
        if (in.remaining() < size) {
            throw new MalformedException("out_of_bound: " + field + ": " + size + " > " + in.remaining());
        }
    }

    void skip(String field, int size) throws MalformedException {
        need(field, size);
        in.skip(size);
    }

    int u8(String field) throws MalformedException {
        need(field, 1);
        return in.u8();
    }

    int u16(String field) throws MalformedException {
        need(field, 2);
        return in.u8() | in.u8() << 8;
    }

    int u24(String field) throws MalformedException {
        need(field, 3);
        return in.u8() | in.u8() << 8 | in.u8() << 16;
    }

    long u32(String field) throws MalformedException {
        need(field, 4);
        return Integer.toUnsignedLong(i32());
    }

    private int i32() {
        return in.u8() | in.u8() << 8 | in.u8() << 16 | in.u8() << 24;
    }

    /** A number that says itself how long it is. */
    int number() throws MalformedException {
        return number(u8("LengthEncodedInteger:length"));
    }

    /**
     * The rest of a number; of a long one its lowest 32 bits, as Zeek takes them.
     *
     * @param first its first byte
     */
    int number(int first) throws MalformedException {
        return switch (first) {
            case 0xfb, 0xff -> 0;
            case 0xfc -> u16("LengthEncodedIntegerLookahead:i2");
            case 0xfd -> u24("LengthEncodedIntegerLookahead:i3");
            case 0xfe -> {
                need("LengthEncodedIntegerLookahead:i4", 8);
                int low = i32();
                in.skip(4);
                yield low;
            }
            default -> first;
        };
    }

    /** Skips a text that a number before it says the length of. */
    void skipText() throws MalformedException {
        skip("LengthEncodedString:val", number());
    }

    /** Skips the rest of a text of which the first byte has been read. */
    void skipText(int first) throws MalformedException {
        skip("LengthEncodedStringArg:val", number(first));
    }

    /** A text up to a zero byte, without it. */
    String zeroTerminated() throws MalformedException {
        int start = in.position();
        if (!in.skipPastZero()) {
            throw new MalformedException("string mismatch");
        }
        int end = in.position();
        in.goBack(start);
        String text = in.text(end - start - 1);
        in.skip(1);
        return text;
    }

    /** Whether a zero byte is left. */
    boolean hasZero() {
        int start = in.position();
        boolean found = in.skipPastZero();
        in.goBack(start);
        return found;
    }

    /** All that is left. */
    String rest() {
        return in.text(in.remaining());
    }
}
