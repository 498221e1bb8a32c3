package io.brook.analysis.protocol.http;

import io.brook.analysis.bytes.Ascii;

/** A version of HTTP as messages name it: a digit, a dot, a digit. */
record HttpVersion(int major, int minor) {
    /** Not known yet, or not in the form of a version. */
    static final HttpVersion NONE = new HttpVersion(0, 0);

    static final HttpVersion V0_9 = new HttpVersion(0, 9);
    static final HttpVersion V1_1 = new HttpVersion(1, 1);

    private static final int LENGTH = 3;

    /** The version at an offset of a line; {@link #NONE} when there is none. */
    static HttpVersion at(String line, int index) {
        boolean isVersion = line.length() - index >= LENGTH
                && Ascii.isDigit(line.charAt(index))
                && line.charAt(index + 1) == '.'
                && Ascii.isDigit(line.charAt(index + 2));
        return isVersion ? new HttpVersion(line.charAt(index) - '0', line.charAt(index + 2) - '0') : NONE;
    }

    /** Whether connections persist after a reply unless a header field says otherwise (RFC 9112, section 9.3). */
    boolean isPersistent() {
        return major > 1 || major == 1 && minor > 0;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
