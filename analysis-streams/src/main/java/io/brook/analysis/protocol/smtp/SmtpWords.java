package io.brook.analysis.protocol.smtp;

import io.brook.analysis.bytes.Ascii;

/** White space, as C sees it. */
final class SmtpWords {
    private SmtpWords() {}

    /** What follows the white space at a place of a line. */
    static String skipSpace(String line, int from) {
        return line.substring(Ascii.skip(line, Math.min(from, line.length()), Ascii::isSpace));
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
