package io.brook.analysis.file.magic;

import java.util.Arrays;

/**
 * Finds where the names of markup's elements may stand: after the first angle bracket; after those that follow a comment, if what
 * stands first is one; after those that follow an XML declaration, and comments again. Where a comment or a declaration ends is
 * left open, as in Zeek's expressions: at every end that there is.
 */
final class Markup {
    /** Markup with more comments before its first element is not looked through. */
    private static final int MAX_NAMES = 64;

    private static final int[] NOWHERE = {};
    private static final String COMMENT = "!--";
    private static final String COMMENT_END = "-->";
    private static final String DECLARATION = "?xml ";
    private static final String DECLARATION_END = "?>";

    private final String text;

    /** Ascending where one kind is concerned; may have a position twice. */
    private int[] names = NOWHERE;

    private int count;

    private Markup(String text) {
        this.text = text;
    }

    /** @param first where the first angle bracket stands, if there is markup at all */
    static int[] names(String text, int first) {
        return text.startsWith("<", first) ? new Markup(text).find(first + 1) : NOWHERE;
    }

    private int[] find(int first) {
        add(first);
        follow(0, COMMENT, COMMENT_END);
        int declared = count;
        follow(0, DECLARATION, DECLARATION_END);
        follow(declared, COMMENT, COMMENT_END);
        return Arrays.copyOf(names, count);
    }

    /** If at one of the places found, from one on, something begins, what follows all of its ends are places, too. */
    private void follow(int from, String beginning, String end) {
        for (int i = from; i < count; i++) {
            if (text.startsWith(beginning, names[i])) {
                addAfter(end, names[i] + beginning.length());
                return;
            }
        }
    }

    private void addAfter(String end, int from) {
        for (int at = text.indexOf(end, from); at >= 0 && count < MAX_NAMES; at = text.indexOf(end, at + 1)) {
            int next = Head.skipSpace(text, at + end.length());
            if (text.startsWith("<", next)) {
                add(next + 1);
            }
        }
    }

    private void add(int name) {
        if (count == names.length) {
            names = Arrays.copyOf(names, Math.max(4, 2 * count));
        }
        names[count++] = name;
    }
}
