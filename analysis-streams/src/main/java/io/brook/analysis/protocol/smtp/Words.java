package io.brook.analysis.protocol.smtp;

/** White space, as C sees it. */
final class Words {
    private Words() {}

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** What follows the white space at a place of a line. */
    static String skipSpace(String line, int from) {
        int at = Math.min(from, line.length());
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
        return line.substring(at);
    }

    /** A text without the white space around it. */
    static String strip(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return skipSpace(text.substring(0, end), 0);
    }
}
