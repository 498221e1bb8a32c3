package io.brook.analysis.analyzer;

import java.util.List;

/** Looks for what a client says at the beginning of a line, as Zeek's signatures of protocols made of lines do. */
public final class FirstWords {
    /** A longer beginning is not looked at. */
    private static final int MAX_PROBED = 1024;

    private FirstWords() {}

    /**
     * Whether one of the words begins a line; white space before it does not count.
     *
     * @param words in upper case; a blank in them is any white space
     */
    public static Probe probe(ByteCursor first, List<String> words) {
        for (int start : first.lineStarts()) {
            int at = start;
            // Beyond the end of the line it is the next line's.
            while (at < first.remaining() && isBlank(first.peek(at))) {
                at++;
            }
            if (beginsAt(first, at, words)) {
                return Probe.YES;
            }
        }
        return first.remaining() < MAX_PROBED ? Probe.MORE : Probe.NO;
    }

    private static boolean beginsAt(ByteCursor first, int at, List<String> words) {
        for (String word : words) {
            if (isWord(first, at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(ByteCursor first, int at, String word) {
        if (first.remaining() - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int octet = first.peek(at + i);
            char wanted = word.charAt(i);
            if (wanted == ' ' ? !isSpace(octet) : Character.toUpperCase(octet) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int octet) {
        return isSpace(octet) && octet != '\r' && octet != '\n';
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }
}
