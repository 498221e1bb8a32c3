package io.brook.analysis.bytes;

import java.util.function.IntPredicate;

/** Characters as C's {@code ctype.h} knows them in its own locale: those above 127 are none of these. */
public final class Ascii {
    private static final int CASE = 'a' - 'A';

    private Ascii() {}

    /** White space: a blank, a tab, or anything that ends a line or page. */
    public static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    public static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    public static boolean isLetterOrDigit(int c) {
        return isLetter(c) || isDigit(c);
    }

    /** What a hexadecimal digit stands for; -1 for what is none. */
    public static int hexDigit(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = toLower(c);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Where a text goes on after characters of a kind, such as white space: the first place from there on that has another one. */
    public static int skip(String text, int from, IntPredicate kind) {
        int at = from;
        while (at < text.length() && kind.test(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The decimal number that is at a place of a text; 0 for none. What is too large stays large. */
    public static long number(String text, int from) {
        long value = 0;
        for (int i = from; i < text.length() && isDigit(text.charAt(i)); i++) {
            value = Math.min(value * 10 + (text.charAt(i) - '0'), Long.MAX_VALUE / 100);
        }
        return value;
    }

    public static int toLower(int c) {
        return c >= 'A' && c <= 'Z' ? c + CASE : c;
    }

    public static int toUpper(int c) {
        return c >= 'a' && c <= 'z' ? c - CASE : c;
    }
}
