package io.brook.analysis.protocol.irc;

import com.google.re2j.Pattern;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;

/**
 * Zeek's signatures for the first bytes of IRC. Lines end with CR or LF, and commands may be in either case. The beginning of a
 * signature must be in one of the first lines, since its dot matches no LF.
 */
final class IrcSignatures {
    /** The beginning of one of the first lines. */
    private static final String LINE = "^(?:|.*[\\r\\n])";

    /** A client says who it is: a line with NICK, and after it one with USER, or the other way round. */
    private static final Pattern CLIENT = Pattern.compile(
            LINE
                    + " *(?:NICK [^\\r"
                    + "\\n"
                    + "].*[\\r"
                    + "\\n"
                    + "]+ *USER [^\\r"
                    + "\\n"
                    + "]+|USER [^\\r"
                    + "\\n"
                    + "].*[\\r"
                    + "\\n"
                    + "]+ *NICK [^\\r"
                    + "\\n"
                    + "]*)[\\r"
                    + "\\n"
                    + "]",
            Pattern.CASE_INSENSITIVE);

    /** A server replies: three digits and a space, perhaps after its name. */
    private static final Pattern SERVER = Pattern.compile(LINE + "(?::[^ \\r\\n]* )?[0-9]{3} ");

    /** Servers among themselves: SERVER, a name, a number of hops, and something after a colon. */
    private static final Pattern SERVER_TO_SERVER =
            Pattern.compile(LINE + " *SERVER +[^ \\r\\n]+ +[0-9]+ +:[^\\r\\n]+[\\r\\n]", Pattern.CASE_INSENSITIVE);

    private static final byte[] NICK = {'N', 'I', 'C', 'K', ' '};
    private static final byte[] USER = {'U', 'S', 'E', 'R', ' '};
    private static final byte[] SERVER_COMMAND = {'S', 'E', 'R', 'V', 'E', 'R', ' '};

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
        return isWord(first, at, NICK) || isWord(first, at, USER) || isWord(first, at, SERVER_COMMAND);
    }

    /** Whether the letters of a word are there, in any case. */
    private static boolean isWord(ByteCursor first, int at, byte[] word) {
        if (at + word.length > first.remaining()) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (Ascii.toUpper(first.peek(at + i)) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(ByteCursor first, int at) {
        return at + 4 <= first.remaining()
                && Ascii.isDigit(first.peek(at))
                && Ascii.isDigit(first.peek(at + 1))
                && Ascii.isDigit(first.peek(at + 2))
                && first.peek(at + 3) == ' ';
    }

    static boolean isClient(String first) {
        return CLIENT.matcher(first).find();
    }

    static boolean isServer(String first) {
        return SERVER.matcher(first).find();
    }

    static boolean isServerToServer(String first) {
        return SERVER_TO_SERVER.matcher(first).find();
    }
}
