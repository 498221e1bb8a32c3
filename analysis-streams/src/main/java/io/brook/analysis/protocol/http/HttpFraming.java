package io.brook.analysis.protocol.http;

/**
 * How the next bytes of one direction are to be cut up. Messages say it as they are read (RFC 9112, section 6), and the
 * {@link HttpStreamParser} asks before each piece.
 */
final class HttpFraming {
    /** Zeek's stand-in for the length of contents that go on to the end of the connection: about 2 GiB. */
    private static final long UNTIL_CLOSE = Integer.MAX_VALUE;

    private long plain;
    private long untilEnd = -1;
    boolean endsLinesWithCrLfOnly;

    /** Lines follow. */
    void lines() {
        plain = 0;
    }

    /** This many bytes follow that are not lines. */
    void bytes(long length) {
        plain = length;
    }

    /** Only bytes that are not lines follow. */
    void untilClose() {
        plain = UNTIL_CLOSE;
    }

    /** The contents are lines, the last of which ends after this many bytes even without an end of line. */
    void linesEndAfter(long length) {
        untilEnd = length;
    }

    /** Whether a CR or an LF alone ends no line, because the contents need not be text. */
    void endLinesWithCrLfOnly(boolean only) {
        endsLinesWithCrLfOnly = only;
    }

    /** How many of the next bytes are not lines. */
    int plainAmong(int available) {
        return (int) Math.min(plain, available);
    }

    /** How many of the next bytes, if they are lines, come before the last line's known end. */
    int linesAmong(int available) {
        return untilEnd > 0 ? (int) Math.min(untilEnd, available) : available;
    }

    void takePlain(int length) {
        plain -= length;
        takeLines(length);
    }

    /** @return whether the contents' known end is here */
    boolean takeLines(int length) {
        if (untilEnd < 0) {
            return false;
        }
        untilEnd -= length;
        boolean isEnd = untilEnd <= 0;
        if (isEnd) {
            untilEnd = -1;
        }
        return isEnd;
    }
}
