package io.brook.analysis.protocol.irc;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.line.ReplyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes lines and their parameters apart (RFC 2812, section 2.3.1). */
final class IrcParser {
    /** The shortest line is a number of this length, or a command. */
    private static final int SHORTEST = 3;

    private IrcParser() {}

    /**
     * Reads what follows the prefix.
     *
     * @param line longer than two characters
     * @return with {@link IrcMessage#NO_NUMBER} as code when it begins with a digit and with no number
     */
    static IrcMessage message(String prefix, String line) {
        if (!Ascii.isDigit(line.charAt(0))) {
            int space = line.indexOf(' ');
            String command = space < 0 ? line : line.substring(0, space);
            String rest = space < 0 ? "" : skipSpaces(line.substring(space + 1));
            return new IrcMessage(prefix, command.toUpperCase(Locale.ROOT), 0, rest);
        }
        int code = line.startsWith(" ", SHORTEST) ? ReplyCode.of(line) : ReplyCode.NONE;
        return new IrcMessage(prefix, "", code, code == ReplyCode.NONE ? "" : line.substring(SHORTEST + 1));
    }

    static boolean isTooShort(String line) {
        return line.length() < SHORTEST;
    }

    static String skipSpaces(String text) {
        return text.substring(Ascii.skip(text, 0, c -> c == ' '));
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
