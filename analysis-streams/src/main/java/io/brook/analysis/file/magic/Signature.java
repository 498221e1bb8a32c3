package io.brook.analysis.file.magic;

import com.google.re2j.Pattern;

/**
 * One line of the table: what files of a type have in their first bytes. Matched in time proportional to their number.
 *
 * @param strength which of several that match counts: the strongest
 * @param type the MIME type
 * @param place where the bytes lie
 * @param offset how far from the file's first byte they lie, for {@link Place#AT}
 * @param bytes what lies there, one character a byte; may be empty
 * @param rest what follows the bytes, or null for whatever; for {@link Place#ANYWHERE} the bytes and what follows
 * @param needs what the rest cannot match without; empty for nothing
 */
record Signature(int strength, String type, Place place, int offset, String bytes, Pattern rest, String needs) {
    /** How often what follows is tried in markup with many comments. */
    private static final int MAX_TRIES = 8;

    /** Where the bytes of a signature lie. */
    enum Place {
        /** At one offset. */
        AT,
        /** After white space. */
        AFTER_SPACE,
        /** After a byte order mark, if there is one, and white space. */
        AFTER_MARK,
        /** Where the name of markup's first element is, or of something before it. */
        IN_MARKUP,
        /** Anywhere. */
        ANYWHERE,
        /** At the first place where they are. */
        FIRST
    }

    boolean matches(Head head) {
        return switch (place) {
            case AT -> matchesAt(head, offset);
            case AFTER_SPACE -> matchesAt(head, head.afterSpace());
            case AFTER_MARK -> matchesAt(head, head.afterMark());
            case IN_MARKUP -> matchesInMarkup(head);
            case FIRST -> matchesAt(head, head.text().indexOf(bytes));
            case ANYWHERE -> matchesAnywhere(head);
        };
    }

    private boolean matchesInMarkup(Head head) {
        int tries = 0;
        for (int name : head.markupNames()) {
            if (head.text().regionMatches(true, name, bytes, 0, bytes.length())) {
                if (matchesRest(head, name)) {
                    return true;
                }
                tries++;
                if (tries == MAX_TRIES) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean matchesAnywhere(Head head) {
        String text = head.text();
        return text.contains(bytes)
                && (rest == null || text.contains(needs) && rest.matcher(text).find());
    }

    private boolean matchesAt(Head head, int at) {
        return at >= 0 && head.text().startsWith(bytes, at) && matchesRest(head, at);
    }

    private boolean matchesRest(Head head, int at) {
        if (rest == null) {
            return true;
        }
        int after = at + bytes.length();
        boolean possible = needs.isEmpty() || head.text().indexOf(needs, after) >= 0;
        return possible && rest.matcher(head.text().substring(after)).lookingAt();
    }
}
