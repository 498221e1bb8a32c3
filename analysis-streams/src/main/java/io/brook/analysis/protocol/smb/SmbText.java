package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.charset.StandardCharsets;

/** Texts, one character a byte, those in UTF-16 as the bytes of UTF-8. Long ones are cut: no file system has such names. */
final class SmbText {
    static final int MAX_LENGTH = 1024;

    private SmbText() {}

    /** The next bytes as a text with one byte for each character, up to a zero or the end. */
    static String narrow(FieldReader in) throws MalformedException {
        String text = in.text("text", in.lengthToZero(1));
        in.skipUpTo(1);
        return cut(text);
    }

    /** The same in UTF-16. */
    static String wide(FieldReader in) throws MalformedException {
        String text = wide(in, in.lengthToZero(2));
        in.skipUpTo(2);
        return text;
    }

    /** So many bytes of UTF-16; zeros at the end are left out. */
    static String wide(FieldReader in, long length) throws MalformedException {
        byte[] bytes = in.bytes("text", length);
        int used = bytes.length & ~1;
        while (used > 0 && bytes[used - 1] == 0 && bytes[used - 2] == 0) {
            used -= 2;
        }
        String text = new String(bytes, 0, Math.min(used, 2 * MAX_LENGTH), StandardCharsets.UTF_16LE);
        return cut(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }
}
