package io.brook.analysis.bytes;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one structure, one after the other, and never beyond its end. Numbers are unsigned, in the byte order that the
 * structure has.
 *
 * <p>A field that is cut off is a {@link MalformedException}, which names it. Where a protocol takes what is cut off for zero,
 * the methods that end in {@code OrZero} do.
 */
public final class FieldReader {
    private final String structure;
    private final byte[] bytes;
    private final int start;
    private final int end;

    /** Where the bytes end that can be read: before the end when there is only the head of the structure. */
    private final int here;

    private final boolean bigEndian;
    private int at;

    private FieldReader(String structure, byte[] bytes, int start, int length, int here, boolean bigEndian) {
        this.structure = structure;
        this.bytes = bytes;
        this.start = start;
        this.end = start + length;
        this.here = here;
        this.at = start;
        this.bigEndian = bigEndian;
    }

    /**
     * A structure that is all that a cursor has left; the cursor stays.
     *
     * @param structure its name: what is cut off is told by its field, and by how long the structure would be. Null when fields are
     *     given with the names of their structures: then it is told how long the field is, and how much is left
     */
    public static FieldReader of(String structure, ByteCursor in, ByteOrder order) {
        return of(structure, in.array(), in.position(), in.remaining(), order);
    }

    /** The same of bytes. */
    public static FieldReader of(String structure, byte[] bytes, int offset, int length, ByteOrder order) {
        return new FieldReader(structure, bytes, offset, length, offset + length, order == ByteOrder.BIG_ENDIAN);
    }

    /**
     * A structure of which only the beginning has come. What follows can be passed over, and be part of a structure that begins
     * here; to read it is the same mistake as to read beyond the end.
     *
     * @param total how long the structure is
     */
    public static FieldReader head(String structure, byte[] bytes, int length, int total, ByteOrder order) {
        return new FieldReader(structure, bytes, 0, total, length, order == ByteOrder.BIG_ENDIAN);
    }

    /** A structure within this one, which takes the next bytes. */
    public FieldReader within(String inner, long length) throws MalformedException {
        if (length < 0 || length > remaining()) {
            throw MalformedException.cutOff(inner, length, remaining());
        }
        return slice(inner, (int) length);
    }

    /** The next bytes as a structure of its own, the fields of which are given with the names of their structures. */
    public FieldReader part(String field, long length) throws MalformedException {
        need(field, length);
        return slice(null, (int) length);
    }

    /** What is left, as far as it has come, as a structure of its own. */
    public FieldReader here() {
        return new FieldReader(structure, bytes, at, Math.max(0, here - at), here, bigEndian);
    }

    /** A part of the structure, wherever it has been read to; the caller has seen that it is there. Positions count from its beginning. */
    public FieldReader slice(int from, int to) {
        return new FieldReader(structure, bytes, start + from, to - from, Math.min(start + to, here), bigEndian);
    }

    private FieldReader slice(String inner, int length) {
        at += length;
        return new FieldReader(inner, bytes, at - length, length, Math.min(at, here), bigEndian);
    }

    public int remaining() {
        return end - at;
    }

    public boolean isAtEnd() {
        return at == end;
    }

    /** How long the structure is. */
    public int length() {
        return end - start;
    }

    /** How far it has been read: where the next field is, counted from the structure's beginning. */
    public int position() {
        return at - start;
    }

    /** @param position counted from the structure's beginning, at most its length */
    public void moveTo(int position) {
        at = start + position;
    }

    /** @param position counted from the structure's beginning, where it may not have a byte */
    public void moveTo(String field, long position) throws MalformedException {
        at = start;
        skip(field, position);
    }

    /** @param length how many bytes must be left */
    public void need(String field, long length) throws MalformedException {
        if (length < 0 || length > end - at || at > here) {
            throw lacks(field, length);
        }
    }

    private void needHere(String field, long length) throws MalformedException {
        if (length < 0 || length > here - at) {
            throw lacks(field, length);
        }
    }

    /** What is left, as far as it has come: for handing contents on without a copy. */
    public ByteCursor cursor() {
        return new ByteCursor(bytes, at, Math.max(0, here - at));
    }

    private MalformedException lacks(String field, long length) {
        return structure == null
                ? MalformedException.cutOff(field, length, end - at)
                : MalformedException.cutOff(structure + ':' + field, at - start + length, end - start);
    }

    public int u8(String field) throws MalformedException {
        needHere(field, 1);
        return bytes[at++] & 0xff;
    }

    public int u16(String field) throws MalformedException {
        needHere(field, 2);
        return next16();
    }

    public int u24(String field) throws MalformedException {
        needHere(field, 3);
        int high = bigEndian ? bytes[at++] & 0xff : 0;
        int low = next16();
        return bigEndian ? (high << 16) | low : low | (bytes[at++] & 0xff) << 16;
    }

    public long u32(String field) throws MalformedException {
        needHere(field, 4);
        return next32();
    }

    public long u64(String field) throws MalformedException {
        needHere(field, 8);
        long first = next32();
        long second = next32();
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    private int next16() {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        at += 2;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    private long next32() {
        long first = next16();
        long second = next16();
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    public byte[] bytes(String field, long length) throws MalformedException {
        needHere(field, length);
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    /** Text of a fixed length, one character a byte. */
    public String text(String field, long length) throws MalformedException {
        needHere(field, length);
        return text((int) length);
    }

    private String text(int length) {
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    /** Text in little-endian UTF-16 of a fixed length, as the bytes of UTF-8, one character a byte. */
    public String utf16(String field, long length) throws MalformedException {
        byte[] utf8 = new String(bytes(field, length), StandardCharsets.UTF_16LE).getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    /** Text up to a zero byte, which is passed over, one character a byte. */
    public String zeroTerminated() throws MalformedException {
        int zero = zero(1);
        if (zero < 0) {
            throw new MalformedException("string mismatch");
        }
        String text = text(zero - at);
        at++;
        return text;
    }

    /** Whether a zero byte is left. */
    public boolean hasZero() {
        return zero(1) >= 0;
    }

    /**
     * How long the text is that comes next: up to a zero, or all that is left if there is none.
     *
     * @param width how many bytes a character has, and so the zero: 1 or 2
     */
    public int lengthToZero(int width) {
        int zero = zero(width);
        return (zero < 0 ? Math.max(at, here) : zero) - at;
    }

    private int zero(int width) {
        for (int i = at; i + width <= here; i += width) {
            if (bytes[i] == 0 && bytes[i + width - 1] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** All that is left, one character a byte. */
    public String restAsText() {
        return text(here - at);
    }

    /** All that is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, here);
        at = here;
        return rest;
    }

    public void skip(String field, long length) throws MalformedException {
        need(field, length);
        at += (int) length;
    }

    /** Passes over some bytes if they are the next ones. */
    public boolean skipIf(String ascii) {
        if (here - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at += ascii.length();
        return true;
    }

    /** Passes over bytes that must come. */
    public void expect(String ascii) throws MalformedException {
        if (!skipIf(ascii)) {
            throw new MalformedException("string mismatch");
        }
    }

    /** The next number of one byte; when it is cut off, zero. */
    public int u8OrZero() {
        return here - at < 1 ? 0 : bytes[at++] & 0xff;
    }

    /** The next number of two bytes; when it is cut off, zero, and nothing is passed over. */
    public int u16OrZero() {
        return here - at < 2 ? 0 : next16();
    }

    /** The next number of four bytes; when it is cut off, zero, and nothing is passed over. */
    public long u32OrZero() {
        return here - at < 4 ? 0 : next32();
    }

    /** Passes over some bytes, as far as there are any; over none when the number is negative. */
    public void skipUpTo(int length) {
        at += Math.max(0, Math.min(length, end - at));
    }

    /** @param position counted from the structure's beginning, less than its length */
    public int byteAt(int position) {
        return bytes[start + position] & 0xff;
    }

    /** @param position of the first byte, counted from the structure's beginning; the caller has seen that all are there */
    public void copy(int position, int length, byte[] target, int offset) {
        System.arraycopy(bytes, start + position, target, offset, length);
    }
}
