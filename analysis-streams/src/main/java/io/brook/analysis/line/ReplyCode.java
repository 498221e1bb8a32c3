package io.brook.analysis.line;

import io.brook.analysis.bytes.Ascii;

/** The number of three digits that replies begin with in several protocols of lines (RFC 959, section 4.2). */
public final class ReplyCode {
    /** What a line has that does not begin with three digits. */
    public static final int NONE = -1;

    private static final int LENGTH = 3;

    private ReplyCode() {}

    /** The number that a line begins with, whatever follows it; {@link #NONE} if it does not. */
    public static int of(String line) {
        if (line.length() < LENGTH) {
            return NONE;
        }
        int code = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (!Ascii.isDigit(line.charAt(i))) {
                return NONE;
            }
            code = 10 * code + line.charAt(i) - '0';
        }
        return code;
    }
}
