package io.brook.analysis.protocol.smtp;

import io.brook.analysis.bytes.Ascii;

/** White space, as C sees it. */
final class SmtpWords {
    private SmtpWords() {}

    /** What follows the white space at a place of a line. */
    static String skipSpace(String line, int from) {
        int at = Math.min(from, line.length());
        while (at < line.length() && Ascii.isSpace(line.charAt(at))) {
            at++;
        }
        return line.substring(at);
    }

    /** A text without the white space around it. */
    static String strip(String text) {
        int end = text.length();
        while (end > 0 && Ascii.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return skipSpace(text.substring(0, end), 0);
    }
}
