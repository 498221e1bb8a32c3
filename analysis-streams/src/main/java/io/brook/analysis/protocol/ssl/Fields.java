package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;

/** Reads the fields of one structure, one after the other; {@link Malformed} when they go beyond its end. */
final class Fields {
    private final String type;
    private final ByteCursor in;
    private final int start;
    private final int length;

    /** @param type the structure's name, for {@link Malformed} */
    Fields(String type, ByteCursor in) {
        this.type = type;
        this.in = in;
        this.start = in.position();
        this.length = in.remaining();
    }

    /** A structure of known length within this one. */
    Fields within(String inner, int innerLength) {
        if (in.remaining() < innerLength) {
            throw new Malformed(inner, innerLength, in.remaining());
        }
        return new Fields(inner, in.slice(innerLength));
    }

    private void need(String field, int bytes) {
        if (in.remaining() < bytes) {
            throw new Malformed(type + ':' + field, (long) in.position() - start + bytes, length);
        }
    }

    boolean isAtEnd() {
        return in.remaining() == 0;
    }

    int u8(String field) {
        need(field, 1);
        return in.u8();
    }

    int u16(String field) {
        need(field, 2);
        return in.u16();
    }

    int u24(String field) {
        need(field, 3);
        return in.u24();
    }

    /** The next three bytes, without moving on. */
    int peek24() {
        need("length", 3);
        return in.peek16(0) << 8 | in.peek(2);
    }

    byte[] bytes(String field, int count) {
        need(field, count);
        return in.bytes(count);
    }

    String text(String field, int count) {
        need(field, count);
        return in.text(count);
    }

    void skip(String field, int count) {
        need(field, count);
        in.skip(count);
    }

    /** All that is left. */
    byte[] rest() {
        return in.bytes(in.remaining());
    }
}
