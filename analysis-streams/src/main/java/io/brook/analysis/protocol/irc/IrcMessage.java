package io.brook.analysis.protocol.irc;

import io.brook.analysis.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of IRC (RFC 2812, section 2.3.1): who says it, a command or a reply's number, and the rest.
 *
 * @param prefix who says it; empty when that is not said
 * @param command in upper case; empty for a reply
 * @param code the reply's number; 0 for a command
 * @param rest the parameters, as they stand there
 */
record IrcMessage(String prefix, String command, int code, String rest) {
    static final int NO_NUMBER = -1;

    private static final int SHORTEST = 3;

    /**
     * Reads what follows the prefix.
     *
     * @param line longer than two characters
     * @return with {@link #NO_NUMBER} as code when it begins with a digit and with no number
     */
    static IrcMessage read(String prefix, String line) {
        if (!Ascii.isDigit(line.charAt(0))) {
            int space = line.indexOf(' ');
            String command = space < 0 ? line : line.substring(0, space);
            String rest = space < 0 ? "" : skipSpaces(line.substring(space + 1));
            return new IrcMessage(prefix, command.toUpperCase(Locale.ROOT), 0, rest);
        }
        boolean number = line.length() > SHORTEST
                && Ascii.isDigit(line.charAt(1))
                && Ascii.isDigit(line.charAt(2))
                && line.charAt(3) == ' ';
        int code = number ? Integer.parseInt(line.substring(0, SHORTEST)) : NO_NUMBER;
        return new IrcMessage(prefix, "", code, number ? line.substring(SHORTEST + 1) : "");
    }

    static boolean isTooShort(String line) {
        return line.length() < SHORTEST;
    }

    static String skipSpaces(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return text.substring(at);
    }

    /** The words of a text; empty ones, between two separators, are left out. */
    static List<String> words(String text, char separator) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** A text up to its first zero byte: all that Zeek keeps of it. */
    static String untilZero(String text) {
        int zero = text.indexOf(0);
        return zero < 0 ? text : text.substring(0, zero);
    }

    static String withoutColon(String text) {
        return text.startsWith(":") ? text.substring(1) : text;
    }
}
