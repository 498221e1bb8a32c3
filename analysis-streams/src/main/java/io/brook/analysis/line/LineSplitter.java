package io.brook.analysis.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream into lines, as Zeek's ContentLine analyzer does: CR LF, LF and CR end one, and a CR does so before it is known
 * what follows; or {@linkplain #endLinesWithCrLfOnly CR LF only}. Holds the beginning of a line that is not complete. The first
 * zero byte is dropped, unless it is meant to be {@linkplain #LineSplitter(boolean) kept}.
 */
public final class LineSplitter {
    /** A line that is longer comes in pieces. Zeek's limit of 16 MiB is no bound for what many connections may hold. */
    public static final int MAX_LINE = 65_536;

    private static final byte[] NOTHING = {};

    private final boolean keepsNul;
    private boolean crLfOnly;
    private byte[] held = NOTHING;
    private int heldLength;
    private boolean lastWasCr;
    private boolean sawNul;
    private boolean sawLoneCr;

    private byte[] line = NOTHING;
    private int offset;
    private int length;
    private boolean complete;
    private boolean whole;

    public LineSplitter() {
        this(false);
    }

    /** @param keepsNul whether zero bytes are like all others */
    public LineSplitter(boolean keepsNul) {
        this.keepsNul = keepsNul;
    }

    /** From here on a CR or an LF alone ends no line: for contents that are not text; or does so again. */
    public void endLinesWithCrLfOnly(boolean only) {
        crLfOnly = only;
    }

    /**
     * Takes bytes up to the end of a line. See {@link #hasLine} whether there is one; it is good up to the next call, and as
     * long as the array is not changed.
     *
     * @return where the first byte is that was not taken
     */
    public int take(byte[] bytes, int from, int to) {
        complete = false;
        line = NOTHING;
        int at = skipLineFeed(bytes, from, to);
        if (crLfOnly) {
            return takeUpToCrLf(bytes, at, to);
        }
        int begin = at;
        int start = at;
        int limit = (int) Math.min(to, (long) at + MAX_LINE - heldLength);
        while (at < limit && bytes[at] != '\n' && bytes[at] != '\r') {
            if (bytes[at] == 0 && !sawNul && !keepsNul) {
                sawNul = true;
                hold(bytes, start, at);
                start = at + 1;
            }
            at++;
        }
        noteLoneCr(at > begin);
        if (at < limit) {
            emit(bytes, start, at, true);
            return bytes[at] == '\r' ? afterCr(bytes, at + 1, to) : at + 1;
        }
        if (heldLength + at - start >= MAX_LINE) {
            emit(bytes, start, at, false);
        } else {
            hold(bytes, start, at);
        }
        return at;
    }

    private int afterCr(byte[] bytes, int from, int to) {
        lastWasCr = true;
        return skipLineFeed(bytes, from, to);
    }

    /** A CR may have been held: what follows it decides. */
    private int takeUpToCrLf(byte[] bytes, int from, int to) {
        lastWasCr = false;
        if (heldLength > 0 && held[heldLength - 1] == '\r' && from < to && bytes[from] == '\n') {
            heldLength--;
            emit(bytes, from, from, true);
            return from + 1;
        }
        int limit = (int) Math.min(to, (long) from + MAX_LINE - heldLength);
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                emit(bytes, from, at, true);
                return at + 2;
            }
        }
        hold(bytes, from, limit);
        if (heldLength >= MAX_LINE) {
            // Its last byte may be the CR of an end of line.
            byte[] last = {held[--heldLength]};
            emit(NOTHING, 0, 0, false);
            hold(last, 0, 1);
        }
        return limit;
    }

    private int skipLineFeed(byte[] bytes, int from, int to) {
        if (lastWasCr && from < to && bytes[from] == '\n') {
            lastWasCr = false;
            return from + 1;
        }
        return from;
    }

    private void noteLoneCr(boolean isMore) {
        if (isMore) {
            sawLoneCr |= lastWasCr;
            lastWasCr = false;
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        int count = to - from;
        if (count == 0) {
            return;
        }
        if (held.length - heldLength < count) {
            held = Arrays.copyOf(held, Math.max(heldLength + count, Math.min(2 * held.length, MAX_LINE)));
        }
        System.arraycopy(bytes, from, held, heldLength, count);
        heldLength += count;
    }

    private void emit(byte[] bytes, int from, int to, boolean isWhole) {
        complete = true;
        whole = isWhole;
        if (heldLength == 0) {
            line = bytes;
            offset = from;
            length = to - from;
        } else {
            hold(bytes, from, to);
            line = held;
            offset = 0;
            length = heldLength;
            held = NOTHING;
            heldLength = 0;
        }
    }

    /** Whether the last call completed a line. */
    public boolean hasLine() {
        return complete;
    }

    /** The array that the line is in. */
    public byte[] array() {
        return line;
    }

    /** Where the line begins. */
    public int offset() {
        return offset;
    }

    /** How long the line is, without its end. */
    public int length() {
        return length;
    }

    /** The line, one character a byte. */
    public String text() {
        return new String(line, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether an end of line followed; false for a piece of a line that is too long. */
    public boolean isWhole() {
        return whole;
    }

    /** Ends the line that is not complete, because its stream has ended or bytes of it are missing. */
    public void cut() {
        complete = heldLength > 0;
        if (complete) {
            emit(NOTHING, 0, 0, true);
        }
    }

    /** Forgets the array of the last line: to be called when all bytes at hand are taken. */
    public void release() {
        line = NOTHING;
        complete = false;
    }

    /** Forgets that the last line ended with a CR: bytes that are no lines follow. */
    public void leaveLines() {
        lastWasCr = false;
    }

    /** Skips the LF of a line that ended with a CR. @return where the first byte is that was not taken */
    public int takeLineFeed(byte[] bytes, int from, int to) {
        return skipLineFeed(bytes, from, to);
    }

    /** Whether the last line ended with a CR of which it is not known yet whether an LF follows. */
    public boolean awaitsLineFeed() {
        return lastWasCr;
    }

    /** Whether a zero byte was dropped. */
    public boolean sawNul() {
        return sawNul;
    }

    /** Whether a line ended with a CR that no LF followed. */
    public boolean sawLoneCr() {
        return sawLoneCr;
    }
}
