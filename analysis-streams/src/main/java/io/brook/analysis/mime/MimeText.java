package io.brook.analysis.mime;

import io.brook.analysis.bytes.Ascii;

/** A place in the text of a header field: reads tokens, quoted strings and comments (RFC 2045, section 5.1). */
public final class MimeText {
    private static final String SPECIALS = "()<>@,;:\\\"/[]?=";

    private final String text;
    private int at;

    public MimeText(String text) {
        this.text = text;
    }

    private boolean isMore() {
        return at < text.length();
    }

    /** What follows. */
    public String rest() {
        return text.substring(at);
    }

    private static boolean isVisible(char c) {
        return c >= 33 && c <= 126;
    }

    private static boolean isFieldName(char c) {
        return isVisible(c) && c != ':';
    }

    private static boolean isToken(char c) {
        return isVisible(c) && SPECIALS.indexOf(c) < 0;
    }

    /** Boundaries are found in the wild with all that no token may contain. */
    private static boolean isBoundaryToken(char c) {
        return isVisible(c) && c != '"';
    }

    /** Skips what C takes for white space. */
    void skipSpace() {
        while (isMore() && Ascii.isSpace(text.charAt(at))) {
            at++;
        }
    }

    void skipBlanksAndComments() {
        while (isMore()) {
            char c = text.charAt(at);
            if (Ascii.isBlank(c)) {
                at++;
            } else if (c == '(') {
                skipComment();
            } else {
                return;
            }
        }
    }

    /** Comments nest; one that is not closed goes to the end. */
    private void skipComment() {
        int open = 0;
        while (isMore()) {
            char c = text.charAt(at++);
            if (c == '(') {
                open++;
            } else if (c == ')') {
                if (--open == 0) {
                    return;
                }
            } else if (c == '\\' && isMore()) {
                at++;
            }
        }
    }

    boolean skip(char c) {
        boolean there = isMore() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    /** @return null when there is none; the place is undefined then */
    String fieldName() {
        while (isMore() && !isFieldName(text.charAt(at))) {
            skipOne();
        }
        int start = at;
        while (isMore() && isFieldName(text.charAt(at))) {
            at++;
        }
        return start == at ? null : text.substring(start, at);
    }

    /** The next token, after whatever is none. @return null when there is none; the place stays then */
    public String token() {
        return token(false);
    }

    private String token(boolean ofBoundary) {
        int before = at;
        if (!ofBoundary) {
            skipBlanksAndComments();
        }
        while (isMore() && !isTokenChar(ofBoundary)) {
            skipOne();
        }
        int start = at;
        while (isMore() && isTokenChar(ofBoundary)) {
            at++;
        }
        if (start == at) {
            at = before;
            return null;
        }
        return text.substring(start, at);
    }

    private boolean isTokenChar(boolean ofBoundary) {
        char c = text.charAt(at);
        return ofBoundary ? isBoundaryToken(c) : isToken(c);
    }

    /** Skips blanks and comments, or else a character. */
    private void skipOne() {
        int before = at;
        skipBlanksAndComments();
        if (at == before) {
            at++;
        }
    }

    /**
     * A parameter's value: a token or a quoted string.
     *
     * @param ofBoundary whether it may contain what no token may
     * @return null when there is none; the place stays then
     */
    String value(boolean ofBoundary) {
        int before = at;
        if (!ofBoundary) {
            skipBlanksAndComments();
        }
        String value = isMore() && text.charAt(at) == '"' ? quoted() : token(ofBoundary);
        if (value == null) {
            at = before;
        }
        return value;
    }

    /** A quoted string without its quotes and backslashes; null when it is not closed. */
    private String quoted() {
        StringBuilder inside = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return inside.toString();
            }
            if (c == '\\' && ++i < text.length()) {
                c = text.charAt(i);
            }
            inside.append(c);
        }
        return null;
    }
}
