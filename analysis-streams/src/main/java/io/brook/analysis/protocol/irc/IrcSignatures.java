package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.ByteCursor;

/** What the first bytes of IRC look like: Zeek's signatures. Lines end with CR or LF; commands are in any case. */
final class IrcSignatures {
    private static final byte[] NICK = {'N', 'I', 'C', 'K', ' '};
    private static final byte[] USER = {'U', 'S', 'E', 'R', ' '};
    private static final byte[] SERVER = {'S', 'E', 'R', 'V', 'E', 'R', ' '};

    private IrcSignatures() {}

    /** Whether any line begins as a line does that one of the signatures asks for: of most protocols' none does. */
    static boolean mayBeAny(ByteCursor first) {
        for (int start : first.lineStarts()) {
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
                && isDigit((char) first.peek(at))
                && isDigit((char) first.peek(at + 1))
                && isDigit((char) first.peek(at + 2))
                && first.peek(at + 3) == ' ';
    }

    /** A client says who it is: a line with NICK after one with USER, or the other way round. */
    static boolean isClient(String first) {
        return followed(first, "NICK", "USER", 1) || followed(first, "USER", "NICK", 0);
    }

    /**
     * Whether a line with one command is followed, in any later line, by one with another.
     *
     * @param least the length of what the second command must have said at least
     */
    private static boolean followed(String text, String command, String next, int least) {
        for (int at = command(text, command, 0, 1); at >= 0; at = command(text, command, at, 1)) {
            if (command(text, next, at, least) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the line ends in which a command and some spaces stand; -1 when there is none from here on. */
    private static int command(String text, String command, int from, int least) {
        for (int start = lineFrom(text, from); start >= 0; start = nextLine(text, start)) {
            int at = skipSpaces(text, start);
            int end = lineEnd(text, at);
            int said = at + command.length();
            boolean is = end >= 0 && text.regionMatches(true, at, command, 0, command.length());
            if (is && said < end && text.charAt(said) == ' ' && end - said - 1 >= least) {
                return end;
            }
        }
        return -1;
    }

    /** A server replies: a line begins with three digits and a space, perhaps after its name. */
    static boolean isServer(String first) {
        for (int start = 0; start >= 0; start = nextLine(first, start)) {
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
                && isDigit(text.charAt(at))
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && text.charAt(at + 3) == ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Servers among themselves: SERVER, a name, a number of hops, and something after a colon. */
    static boolean isServerToServer(String first) {
        for (int start = 0; start >= 0; start = nextLine(first, start)) {
            int end = lineEnd(first, start);
            if (end < 0) {
                return false;
            }
            String[] words = first.substring(skipSpaces(first, start), end).split(" +", 4);
            boolean is = words.length == 4
                    && words[0].equalsIgnoreCase("SERVER")
                    && !words[2].isEmpty()
                    && words[2].chars().allMatch(c -> isDigit((char) c))
                    && words[3].length() > 1
                    && words[3].charAt(0) == ':';
            if (is) {
                return true;
            }
        }
        return false;
    }

    private static int lineFrom(String text, int from) {
        return from == 0 ? 0 : nextLine(text, from);
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\r' || text.charAt(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Where the next line begins; -1 when there is none. */
    private static int nextLine(String text, int from) {
        int end = lineEnd(text, from);
        return end < 0 ? -1 : end + 1;
    }
}
