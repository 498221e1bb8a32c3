package io.brook.analysis.protocol.irc;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;

/**
 * Zeek's signatures for the first bytes of IRC. Lines end with CR or LF, and commands may be in either case. The beginning of a
 * signature must be in one of the first lines, since its dot matches no LF.
 */
final class IrcSignatures {
    private static final byte[] NICK = {'N', 'I', 'C', 'K', ' '};
    private static final byte[] USER = {'U', 'S', 'E', 'R', ' '};
    private static final byte[] SERVER = {'S', 'E', 'R', 'V', 'E', 'R', ' '};

    private IrcSignatures() {}

    /** Whether any line has the beginning that one of the signatures requires; in most protocols none has. */
    static boolean mayBeAny(ByteCursor first) {
        for (int start : first.firstLineStarts()) {
            int at = start;
            while (at < first.remaining() && first.peek(at) == ' ') {
                at++;
            }
            if (start < first.remaining() && first.peek(start) == ':'
                    || isNumber(first, start)
                    || mayBeCommand(first, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeCommand(ByteCursor first, int at) {
        return isWord(first, at, NICK) || isWord(first, at, USER) || isWord(first, at, SERVER);
    }

    /** Whether the letters of a word are there, in any case. */
    private static boolean isWord(ByteCursor first, int at, byte[] word) {
        if (at + word.length > first.remaining()) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            int letter = first.peek(at + i);
            if ((letter >= 'a' && letter <= 'z' ? letter - 0x20 : letter) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(ByteCursor first, int at) {
        return at + 4 <= first.remaining()
                && Ascii.isDigit((char) first.peek(at))
                && Ascii.isDigit((char) first.peek(at + 1))
                && Ascii.isDigit((char) first.peek(at + 2))
                && first.peek(at + 3) == ' ';
    }

    /** A client says who it is: a line with NICK after one with USER, or the other way round. */
    static boolean isClient(String first) {
        return isFollowed(first, "NICK", "USER", 1) || isFollowed(first, "USER", "NICK", 0);
    }

    /**
     * Whether one of the first lines has a command and the next one that is not empty has another; between them may be what CRs
     * end.
     *
     * @param least how much must follow the second command at least
     */
    private static boolean isFollowed(String text, String command, String next, int least) {
        boolean tried = false;
        for (int start = 0; start >= 0; start = nextFirstLine(text, start)) {
            // Before the first LF, what comes first leaves the most to come after it.
            boolean isWorthIt = !tried || text.charAt(start - 1) == '\n';
            if (isWorthIt && isCommand(text, start, command, 1)) {
                tried = true;
                if (isInNextLines(text, start, next, least)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a command is in a line after this one, up to the first one after an LF that is not empty. */
    private static boolean isInNextLines(String text, int from, String command, int least) {
        boolean fed = false;
        for (int start = nextLine(text, from); start >= 0; start = nextLine(text, start)) {
            fed |= text.charAt(start - 1) == '\n';
            if (isCommand(text, start, command, least)) {
                return true;
            }
            if (fed && start < text.length() && lineEnd(text, start) != start) {
                return false;
            }
        }
        return false;
    }

    /** Whether a line has a command, spaces, and something after them, and is complete. */
    private static boolean isCommand(String text, int start, String command, int least) {
        int at = skipSpaces(text, start);
        int end = lineEnd(text, at);
        int said = at + command.length();
        return end >= 0
                && text.regionMatches(true, at, command, 0, command.length())
                && said < end
                && text.charAt(said) == ' '
                && end - said - 1 >= least;
    }

    /** A server replies: a line begins with three digits and a space, perhaps after its name. */
    static boolean isServer(String first) {
        for (int start = 0; start >= 0; start = nextFirstLine(first, start)) {
            int at = start;
            if (at < first.length() && first.charAt(at) == ':') {
                int end = lineEnd(first, at);
                int space = first.indexOf(' ', at);
                if (space < 0 || end >= 0 && space > end) {
                    continue;
                }
                at = space + 1;
            }
            if (isNumber(first, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text, int at) {
        return at + 4 <= text.length()
                && Ascii.isDigit(text.charAt(at))
                && Ascii.isDigit(text.charAt(at + 1))
                && Ascii.isDigit(text.charAt(at + 2))
                && text.charAt(at + 3) == ' ';
    }

    /** Servers among themselves: SERVER, a name, a number of hops, and something after a colon. */
    static boolean isServerToServer(String first) {
        for (int start = 0; start >= 0; start = nextFirstLine(first, start)) {
            int end = lineEnd(first, start);
            if (end < 0) {
                return false;
            }
            String[] words = first.substring(skipSpaces(first, start), end).split(" +", 4);
            boolean is = words.length == 4
                    && words[0].equalsIgnoreCase("SERVER")
                    && !words[2].isEmpty()
                    && words[2].chars().allMatch(c -> Ascii.isDigit((char) c))
                    && words[3].length() > 1
                    && words[3].charAt(0) == ':';
            if (is) {
                return true;
            }
        }
        return false;
    }

    private static int skipSpaces(String text, int from) {
        return Ascii.skip(text, from, c -> c == ' ');
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\r' || text.charAt(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Where the next line begins that a signature may begin in; -1 when there is none. */
    private static int nextFirstLine(String text, int from) {
        boolean isLast = from > 0 && text.charAt(from - 1) == '\n';
        return isLast ? -1 : nextLine(text, from);
    }

    /** Where the next line begins; -1 when there is none. */
    private static int nextLine(String text, int from) {
        int end = lineEnd(text, from);
        return end < 0 ? -1 : end + 1;
    }
}
