package io.brook.analysis.line;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import java.util.List;

/**
 * Looks for what a client says at the beginning of its first lines, as Zeek's signatures of protocols made of lines do. They all
 * begin with {@code (|.*[\\r\\n])[[:space:]]*}, where a dot is no line feed: so it is the first line, or the next one that is not
 * blank, or one after a CR alone before it.
 */
public final class FirstWords {
    private FirstWords() {}

    /**
     * Whether one of the words begins a line; white space before it does not count.
     *
     * @param words in upper case; a blank in them is any white space
     */
    public static Probe probe(ByteCursor first, List<String> words) {
        int[] starts = first.firstLineStarts();
        for (int start : starts) {
            int at = start;
            while (at < first.remaining() && Ascii.isSpace(first.peek(at))) {
                at++;
            }
            if (beginsAt(first, at, words)) {
                return Probe.YES;
            }
        }
        return Probe.MORE;
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
            if (wanted == ' ' ? !Ascii.isSpace(octet) : Ascii.toUpper(octet) != wanted) {
                return false;
            }
        }
        return true;
    }
}
