package io.brook.analysis.software;

import io.brook.analysis.bytes.Ascii;

/** The escapes of URIs, and Microsoft's of two bytes, decoded as Zeek decodes them; what is no escape stays. */
final class UriEscapes {
    private static final int HEX = 16;

    private UriEscapes() {}

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                out.append(text.charAt(i));
            } else if (isHex(text, i + 1, 2)) {
                out.append((char) Integer.parseInt(text, i + 1, i + 3, HEX));
                i += 2;
            } else if (text.startsWith("u", i + 1) && isHex(text, i + 2, 4)) {
                out.append((char) Integer.parseInt(text, i + 2, i + 4, HEX));
                out.append((char) Integer.parseInt(text, i + 4, i + 6, HEX));
                i += 5;
            } else {
                out.append('%');
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int from, int length) {
        if (from + length > text.length()) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            if (Ascii.hexDigit(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
