package io.brook.analysis.file.magic;

import com.google.re2j.Pattern;

/**
 * One line of the table: what files of a type have in their first bytes.
 *
 * @param strength which of several that match counts: the strongest
 * @param type the MIME type
 * @param place where the bytes lie
 * @param offset how far from the file's first byte they lie, for {@link Place#AT}
 * @param bytes what lies there, one character a byte; may be empty
 * @param rest what follows the bytes, or null for whatever; for {@link Place#ANYWHERE} the bytes and what follows. Matched in time
 *     proportional to the bytes that there are
 */
record Signature(int strength, String type, Place place, int offset, String bytes, Pattern rest) {
    /** Where the bytes of a signature lie. */
    enum Place {
        /** At one offset. */
        AT,
        /** After white space. */
        AFTER_SPACE,
        /** After a byte order mark, if there is one, and white space. */
        AFTER_MARK,
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
            case FIRST -> matchesAt(head, head.text().indexOf(bytes));
            case ANYWHERE -> matchesAnywhere(head);
        };
    }

    private boolean matchesAnywhere(Head head) {
        return head.text().contains(bytes)
                && (rest == null || rest.matcher(head.text()).find());
    }

    private boolean matchesAt(Head head, int at) {
        String text = head.text();
        if (at < 0 || !text.startsWith(bytes, at)) {
            return false;
        }
        return rest == null || rest.matcher(text.substring(at + bytes.length())).lookingAt();
    }
}
