package io.brook.analysis.line;

/**
 * Splits as Zeek's ContentLine analyzer does: CR LF, LF and CR end a line, and a CR does so before it is known what follows; or
 * {@linkplain #endLinesWithCrLfOnly CR LF only}. The first zero byte is dropped, unless it is meant to be
 * {@linkplain #ContentLineSplitter(boolean) kept}.
 */
public final class ContentLineSplitter extends LineSplitter {
    /** Zeek's limit of 16 MiB is no bound for what many connections may hold. */
    public static final int MAX_LINE = 65_536;

    private final boolean keepsNul;

    /** Whether bytes are lost where a line is cut. */
    private final boolean loses;

    private boolean crLfOnly;
    private boolean lastWasCr;

    /** @param keepsNul whether zero bytes are like all others */
    public ContentLineSplitter(boolean keepsNul) {
        this(MAX_LINE, keepsNul, false);
    }

    private ContentLineSplitter(int maxLine, boolean keepsNul, boolean loses) {
        super(maxLine);
        this.keepsNul = keepsNul;
        this.loses = loses;
    }

    /**
     * For a protocol of which Zeek itself bounds the length of lines; zero bytes are kept. Where it cuts a line that is longer,
     * the last byte of the piece is lost, and so is the one that did not fit.
     */
    public static ContentLineSplitter boundedAsInZeek(int maxLine) {
        return new ContentLineSplitter(maxLine, true, true);
    }

    /** From here on a CR or an LF alone ends no line: for contents that are not text; or does so again. */
    public void endLinesWithCrLfOnly(boolean only) {
        crLfOnly = only;
    }

    @Override
    protected int split(byte[] bytes, int from, int to) {
        int begin = takeLineFeed(bytes, from, to);
        if (crLfOnly) {
            return takeUpToCrLf(bytes, begin, to);
        }
        int at = begin;
        int start = at;
        int limit = (int) Math.min(to, (long) at + room());
        while (at < limit && bytes[at] != '\n' && bytes[at] != '\r') {
            if (bytes[at] == 0 && !keepsNul && !sawNul()) {
                noteNul();
                hold(bytes, start, at);
                start = at + 1;
            }
            at++;
        }
        if (at > begin) {
            afterCr();
        }
        if (at < limit) {
            emit(bytes, start, at, true);
            lastWasCr = bytes[at] == '\r';
            return takeLineFeed(bytes, at + 1, to);
        }
        return takeUnfinished(bytes, start, at, to);
    }

    /** The line goes on beyond what is here, or is too long. */
    private int takeUnfinished(byte[] bytes, int from, int at, int to) {
        boolean full = at - from >= room();
        if (full && !loses) {
            emit(bytes, from, at, false);
            return at;
        }
        hold(bytes, from, at);
        if (full && at < to) {
            dropLastHeld();
            emitHeld(false);
            lastWasCr = bytes[at] == '\r';
            return at + 1;
        }
        return at;
    }

    /** Something else than an LF follows the last line. */
    private void afterCr() {
        if (lastWasCr) {
            noteLoneCr();
        }
        lastWasCr = false;
    }

    /** A CR may have been held: what follows it decides. */
    private int takeUpToCrLf(byte[] bytes, int from, int to) {
        lastWasCr = false;
        if (lastHeld() == '\r' && from < to && bytes[from] == '\n') {
            dropLastHeld();
            emit(bytes, from, from, true);
            return from + 1;
        }
        int limit = (int) Math.min(to, (long) from + room());
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                emit(bytes, from, at, true);
                return at + 2;
            }
        }
        hold(bytes, from, limit);
        if (room() <= 0) {
            // Its last byte may be the CR of an end of line.
            int last = lastHeld();
            dropLastHeld();
            emitHeld(false);
            hold(last);
        }
        return limit;
    }

    @Override
    public int takeLineFeed(byte[] bytes, int from, int to) {
        if (lastWasCr && from < to && bytes[from] == '\n') {
            lastWasCr = false;
            return from + 1;
        }
        return from;
    }

    @Override
    public void leaveLines() {
        lastWasCr = false;
    }

    /** Whether the last line ended with a CR of which it is not known yet whether an LF follows. */
    public boolean awaitsLineFeed() {
        return lastWasCr;
    }
}
