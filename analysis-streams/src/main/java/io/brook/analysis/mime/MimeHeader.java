package io.brook.analysis.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A header field, whose continuation lines are joined to it as they are. */
public final class MimeHeader {
    /** Zeek's MIME::max_header_bytes: a field that is this long is not continued. */
    static final int MAX_HEADER = 65_536;

    private byte[] bytes;
    private int length;
    private int lines = 1;
    private String name;
    private String lowerName;
    private String value;

    MimeHeader(byte[] bytes, int offset, int length) {
        this.bytes = Arrays.copyOfRange(bytes, offset, offset + length);
        this.length = length;
    }

    boolean isFull() {
        return length >= MAX_HEADER;
    }

    int length() {
        return length;
    }

    void append(byte[] more, int offset, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
        lines++;
    }

    /** Nothing follows. @return whether it is a name, a colon and a value */
    boolean parse() {
        MimeText text = new MimeText(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        name = text.fieldName();
        text.skipBlanksAndComments();
        if (name == null || !text.skip(':')) {
            return false;
        }
        text.skipSpace();
        lowerName = name.toLowerCase(Locale.ROOT);
        value = text.rest();
        return true;
    }

    /** Its name as it is written. */
    public String name() {
        return name;
    }

    public String lowerName() {
        return lowerName;
    }

    /** Its value without the white space before it, one character a byte. */
    public String value() {
        return value;
    }

    /** How many lines it had. */
    public int lines() {
        return lines;
    }
}
