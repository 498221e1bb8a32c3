package io.brook.analysis.analyzer;

import java.util.List;

/** Looks for what a client says at the beginning of a line, as Zeek's signatures of protocols made of lines do. */
public final class FirstWords {
    /** A longer beginning is not looked at. */
    private static final int MAX_PROBED = 1024;

    private FirstWords() {}

    /**
     * Whether one of the words begins the first line, or what follows a CR in it or its end; white space before it does not
     * count.
     *
     * @param words in upper case; a blank in them is any white space
     */
    public static Probe probe(ByteCursor first, List<String> words) {
        boolean lineBegins = true;
        boolean maybe = false;
        for (int i = 0; i < first.remaining(); i++) {
            if (lineBegins) {
                Probe looks = at(first, i, words);
                if (looks == Probe.YES) {
                    return looks;
                }
                maybe |= looks == Probe.MORE;
            }
            int octet = first.peek(i);
            if (octet == '\n') {
                Probe looks = at(first, i + 1, words);
                return looks == Probe.NO && maybe ? Probe.MORE : looks;
            }
            lineBegins = octet == '\r';
        }
        return first.remaining() < MAX_PROBED ? Probe.MORE : Probe.NO;
    }

    private static Probe at(ByteCursor first, int from, List<String> words) {
        int at = from;
        while (at < first.remaining() && isSpace(first.peek(at))) {
            at++;
        }
        boolean maybe = false;
        for (String word : words) {
            Probe looks = word(first, at, word);
            if (looks == Probe.YES) {
                return looks;
            }
            maybe |= looks == Probe.MORE;
        }
        return maybe ? Probe.MORE : Probe.NO;
    }

    private static Probe word(ByteCursor first, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= first.remaining()) {
                return Probe.MORE;
            }
            int octet = first.peek(at + i);
            char wanted = word.charAt(i);
            if (wanted == ' ' ? !isSpace(octet) : Character.toUpperCase(octet) != wanted) {
                return Probe.NO;
            }
        }
        return Probe.YES;
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }
}
