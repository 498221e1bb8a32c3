package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.ByteCursor;
import java.nio.charset.StandardCharsets;

/** The fields of one message, to be read from its beginning on. Numbers are little-endian. */
final class Fields {
    private final ByteCursor in;
    private final int start;

    Fields(ByteCursor in) {
        this.in = in;
        this.start = in.position();
    }

    boolean isAtEnd() {
        return in.remaining() == 0;
    }

    /** How many bytes have been read. */
    int consumed() {
        return in.position() - start;
    }

    /** @param size of what is about to be read, unsigned */
    void need(String field, long size) throws MalformedException {
        if (in.remaining() < size) {
            throw new MalformedException("out_of_bound: " + field + ": " + size + " > " + in.remaining());
        }
    }

    void skip(String field, long size) throws MalformedException {
        need(field, size);
        in.skip((int) size);
    }

    /** The next bytes as a message of their own. */
    Fields part(String field, long size) throws MalformedException {
        need(field, size);
        return new Fields(in.slice((int) size));
    }

    int u8(String field) throws MalformedException {
        need(field, 1);
        return in.u8();
    }

    int u16(String field) throws MalformedException {
        need(field, 2);
        return Short.toUnsignedInt(Short.reverseBytes((short) in.u16()));
    }

    /** The next two bytes, the higher one first. */
    int u16BigEndian(String field) throws MalformedException {
        need(field, 2);
        return in.u16();
    }

    long u32(String field) throws MalformedException {
        need(field, 4);
        return Integer.toUnsignedLong(Integer.reverseBytes((int) in.u32()));
    }

    byte[] bytes(String field, long size) throws MalformedException {
        need(field, size);
        return in.bytes((int) size);
    }

    /** Text of a fixed length, one character a byte. */
    String text(String field, int size) throws MalformedException {
        need(field, size);
        return in.text(size);
    }

    /** Moves past some bytes if they are the next ones. */
    boolean skipIf(String expected) {
        boolean there = in.startsWith(expected);
        if (there) {
            in.skip(expected.length());
        }
        return there;
    }

    /** Moves past bytes that must come. */
    void expect(String expected) throws MalformedException {
        if (!skipIf(expected)) {
            throw new MalformedException("string mismatch");
        }
    }

    /** What comes before a carriage return, or all there is when there is none. */
    String untilReturn() {
        int length = 0;
        while (length < in.remaining() && in.peek(length) != '\r') {
            length++;
        }
        return in.text(length);
    }

    /** Text in UTF-16 up to a zero, as the bytes of UTF-8, one character a byte. */
    String utf16(String field, int size) throws MalformedException {
        String text = new String(bytes(field, size), StandardCharsets.UTF_16LE);
        int end = text.indexOf(0);
        byte[] utf8 = (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    /** Skips an element of ASN.1, whatever its tag. */
    void skipElement(String field) throws MalformedException {
        skip(field, elementLength(field));
    }

    /** Reads the head of an element of ASN.1: what its contents' length is. */
    private long elementLength(String field) throws MalformedException {
        u8(field);
        int length = u8(field);
        if ((length & 0x80) == 0) {
            return length;
        }
        long longer = 0;
        for (int i = length & 0x7f; i > 0; i--) {
            longer = longer << 8 | u8(field);
        }
        if (longer < 0) {
            throw new MalformedException("invalid string length: " + field + ": " + longer);
        }
        return longer;
    }
}
