package io.brook.schemas.format;

import java.nio.charset.StandardCharsets;

/**
 * How text is escaped for a log. What is printable stays, in UTF-8; other bytes become {@code \xNN}. Zeek escapes control characters,
 * the private use area (U+E000 to U+F8FF) and the specials (U+FFF0 to U+FFFF).
 *
 * <p>Records hold text, not bytes. For a byte NN (80 to ff) that is not text, a record has U+F700 + NN: a range of the private use
 * area that text never keeps, written here as {@code \xNN}.
 */
final class ZeekText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final char RAW_FIRST = 0xf780;
    private static final char RAW_LAST = 0xf7ff;

    private ZeekText() {}

    /** Writes text for a tab-separated log. {@code separator} is escaped too; 0 when there is none beside the tab. */
    static void tsv(String text, char separator, LineBuffer out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                printable(c, separator, out);
            } else if (c < 0x80) {
                escapeByte(c, out);
            } else {
                i += beyondAscii(text, i, out);
            }
        }
    }

    private static void printable(char c, char separator, LineBuffer out) {
        if (c == '\\') {
            out.write(c);
            out.write(c);
        } else if (c == separator) {
            escapeByte(c, out);
        } else {
            out.write(c);
        }
    }

    /** Text for JSON, where only bytes that are not text are escaped; JSON has its own escapes for control characters. */
    static String json(String text) {
        int i = 0;
        while (i < text.length() && !isEscaped(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : escaped(text);
    }

    private static String escaped(String text) {
        LineBuffer out = new LineBuffer();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7f) {
                out.write(c);
            } else {
                i += beyondAscii(text, i, out);
            }
        }
        return new String(out.copy(), StandardCharsets.UTF_8);
    }

    /**
     * Writes the character from U+007F on that begins at a place.
     *
     * @return how many more chars of the text it took
     */
    private static int beyondAscii(String text, int index, LineBuffer out) {
        char c = text.charAt(index);
        if (c >= RAW_FIRST && c <= RAW_LAST) {
            escapeByte(c & 0xff, out);
            return 0;
        }
        int chars = Character.charCount(text.codePointAt(index));
        boolean escape = isEscaped(c);
        for (byte unit : text.substring(index, index + chars).getBytes(StandardCharsets.UTF_8)) {
            if (escape) {
                escapeByte(unit & 0xff, out);
            } else {
                out.write(unit);
            }
        }
        return chars - 1;
    }

    /** Whether Zeek escapes the UTF-8 of this character from U+007F on. */
    private static boolean isEscaped(char c) {
        return c >= 0x7f && c <= 0x9f || c >= 0xe000 && c <= 0xf8ff || c >= 0xfff0;
    }

    /** Writes {@code \xNN}. */
    static void escapeByte(int value, LineBuffer out) {
        out.write('\\');
        out.write('x');
        out.write(HEX[value >> 4]);
        out.write(HEX[value & 0xf]);
    }
}
