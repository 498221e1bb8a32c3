package io.brook.analysis.protocol.smb;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of one message, by their offset from its beginning; numbers are little-endian. What lies beyond the message reads as
 * zero, and is noted.
 */
final class SmbFields {
    /** Longer names are cut: no file system has them. */
    static final int MAX_TEXT = 1024;

    private final byte[] bytes;
    private final int end;

    /** How many bytes of the message come after those that are here. */
    private final long behind;

    private boolean exceeded;

    SmbFields(byte[] bytes, int length, long behind) {
        this.bytes = bytes;
        this.end = length;
        this.behind = behind;
    }

    /** Whether something beyond the end of the message was read: the message is malformed. */
    boolean isExceeded() {
        return exceeded;
    }

    /** The message is wrong. */
    void wrong() {
        exceeded = true;
    }

    /** Whether a range is in the message, or may be in what comes of it; if not, that is noted. */
    boolean has(long at, long length) {
        boolean there = at >= 0 && length >= 0 && at + length <= end + behind && (at <= end || behind == 0);
        exceeded |= !there;
        return there;
    }

    /** Whether a range is all here; if not, that is noted. */
    boolean isHere(long at, long length) {
        boolean here = at >= 0 && length >= 0 && at + length <= end;
        exceeded |= !here;
        return here;
    }

    int length() {
        return end;
    }

    byte[] array() {
        return bytes;
    }

    int u8(int at) {
        return isHere(at, 1) ? bytes[at] & 0xff : 0;
    }

    int u16(int at) {
        return isHere(at, 2) ? u8(at) | u8(at + 1) << 8 : 0;
    }

    long u32(int at) {
        return isHere(at, 4) ? u16(at) | (long) u16(at + 2) << 16 : 0;
    }

    long u64(int at) {
        return isHere(at, 8) ? u32(at) | u32(at + 4) << 32 : 0;
    }

    /** Text in UTF-16, as the bytes of UTF-8, one character a byte; zeros at its end are left out. */
    String utf16(int at, int length) {
        if (!isHere(at, length)) {
            return "";
        }
        int end = length - (length & 1);
        while (end >= 2 && bytes[at + end - 1] == 0 && bytes[at + end - 2] == 0) {
            end -= 2;
        }
        String text = new String(bytes, at, Math.min(end, 2 * MAX_TEXT), StandardCharsets.UTF_16LE);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, 0, Math.min(utf8.length, MAX_TEXT), StandardCharsets.ISO_8859_1);
    }

    /** Where the zero is that ends a text in UTF-16, or one in bytes; the end of what is here if there is none. */
    int endOfText(int at, boolean wide) {
        int width = wide ? 2 : 1;
        for (int i = at; i + width <= end; i += width) {
            if (bytes[i] == 0 && (!wide || bytes[i + 1] == 0)) {
                return i;
            }
        }
        return end;
    }

    /** Text, one character a byte. */
    String text(int at, int length) {
        return isHere(at, length) ? new String(bytes, at, Math.min(length, MAX_TEXT), StandardCharsets.ISO_8859_1) : "";
    }
}
