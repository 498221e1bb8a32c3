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
 * @param rest what follows the bytes, or null for whatever; matched in time proportional to its and the bytes' number
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
        /** Anywhere; what follows them is tried after all of them. */
        ANYWHERE,
        /** Anywhere; what follows them is tried after the first of them. */
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
        int at = head.text().indexOf(bytes);
        while (at >= 0) {
            if (matchesAt(head, at)) {
                return true;
            }
            at = head.text().indexOf(bytes, at + 1);
        }
        return false;
    }

    private boolean matchesAt(Head head, int at) {
        String text = head.text();
        if (at < 0 || !text.startsWith(bytes, at)) {
            return false;
        }
        return rest == null || rest.matcher(text.substring(at + bytes.length())).lookingAt();
    }
}
