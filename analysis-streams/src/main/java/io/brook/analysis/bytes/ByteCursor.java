package io.brook.analysis.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in some bytes that moves forward, as far as there are bytes. Numbers are big-endian. Allocates only what it returns. */
public final class ByteCursor {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final byte[] bytes;
    private final int end;
    private int at;

    /** What {@link #firstLineStarts} has found, and where the cursor stood. */
    private int[] lineStarts;

    private int lineStartsAt = -1;

    public ByteCursor(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** Where it stands, for {@link #goBack}, and in {@link #array}. */
    public int position() {
        return at;
    }

    /** The bytes that it moves over and others around them: for handing contents on without a copy. Not to be kept. */
    public byte[] array() {
        return bytes;
    }

    /** @param position one that {@link #position} has given */
    public void goBack(int position) {
        at = position;
    }

    /** The byte that lies {@code ahead} bytes further on, unsigned; the caller has seen that there is one. */
    public int peek(int ahead) {
        return bytes[at + ahead] & 0xff;
    }

    /** The two bytes that lie {@code ahead} bytes further on; the caller has seen that they are there. */
    public int peek16(int ahead) {
        return peek(ahead) << 8 | peek(ahead + 1);
    }

    /** The next byte, unsigned; the caller has seen that there is one. */
    public int u8() {
        return bytes[at++] & 0xff;
    }

    /** The next two bytes, unsigned; the caller has seen that there are so many. */
    public int u16() {
        return u8() << 8 | u8();
    }

    /** The next three bytes, unsigned; the caller has seen that there are so many. */
    public int u24() {
        return u8() << 16 | u16();
    }

    /** The next four bytes, unsigned; the caller has seen that there are so many. */
    public long u32() {
        return (long) u16() << 16 | u16();
    }

    /** The next eight bytes; the caller has seen that there are so many. */
    public long u64() {
        return u32() << 32 | u32();
    }

    /** Moves on. The caller has seen that there are so many. */
    public void skip(int length) {
        at += length;
    }

    /** A copy of the next bytes; the caller has seen that there are so many. */
    public byte[] bytes(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The next bytes as text, one character a byte; the caller has seen that there are so many. */
    public String text(int length) {
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    /** A cursor of its own over the next bytes, which this one skips; the caller has seen that there are so many. */
    public ByteCursor slice(int length) {
        at += length;
        return new ByteCursor(bytes, at - length, length);
    }

    /** Whether the next bytes are those of a text, in this case of letters. */
    public boolean startsWith(String ascii) {
        if (remaining() < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The next line, one character a byte, without its end: CR LF, LF, or a CR that no LF follows. A CR that is the last byte
     * there is does not end a line yet.
     *
     * @return null when it is not complete; the cursor stays then
     */
    public String line() {
        for (int i = at; i < end; i++) {
            if (bytes[i] == LF || bytes[i] == CR && i + 1 < end) {
                String line = new String(bytes, at, i - at, StandardCharsets.ISO_8859_1);
                at = bytes[i] == CR && bytes[i + 1] == LF ? i + 2 : i + 1;
                return line;
            }
        }
        return null;
    }

    /**
     * How far ahead the first lines begin: here, after every CR up to the first LF, and after that LF. Those are the places where
     * Zeek's signatures look that say {@code (|.*[\\r\\n])}: a dot is no LF. Not to be changed. Found once for all who ask at the
     * same place.
     */
    public int[] firstLineStarts() {
        if (lineStartsAt != at) {
            int lineEnd = at;
            int count = 1;
            while (lineEnd < end && bytes[lineEnd] != LF) {
                count += bytes[lineEnd++] == CR ? 1 : 0;
            }
            lineStarts = new int[lineEnd < end ? count + 1 : count];
            int next = 1;
            for (int i = at; next < lineStarts.length; i++) {
                if (bytes[i] == CR || bytes[i] == LF) {
                    lineStarts[next++] = i + 1 - at;
                }
            }
            lineStartsAt = at;
        }
        return lineStarts;
    }

    /** Whether there is no LF among some of the bytes ahead, which the caller has seen to be there: a dot in Zeek's signatures. */
    public boolean hasNoLineFeed(int from, int to) {
        for (int i = at + from; i < at + to; i++) {
            if (bytes[i] == LF) {
                return false;
            }
        }
        return true;
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
