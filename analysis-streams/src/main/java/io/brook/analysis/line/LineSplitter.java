package io.brook.analysis.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Splits a stream into lines. Holds the beginning of a line that is not complete. */
public abstract class LineSplitter {
    private static final byte[] NOTHING = {};

    private final int maxLine;
    private byte[] held = NOTHING;
    private int heldLength;
    private boolean sawNul;
    private boolean sawLoneCr;

    private byte[] line = NOTHING;
    private int offset;
    private int length;
    private boolean complete;
    private boolean whole;

    /** @param maxLine how much of a line is held at most; a longer one comes in pieces */
    protected LineSplitter(int maxLine) {
        this.maxLine = maxLine;
    }

    /**
     * Takes bytes up to the end of a line. See {@link #hasLine} whether there is one; it is good up to the next call, and as
     * long as the array is not changed.
     *
     * @return where the first byte is that was not taken
     */
    public final int take(byte[] bytes, int from, int to) {
        release();
        return split(bytes, from, to);
    }

    /** See {@link #take}. A line that is found is {@link #emit emitted}, and what may become one is {@link #hold held}. */
    protected abstract int split(byte[] bytes, int from, int to);

    /** Skips the LF of a line that ended with a CR. @return where the first byte is that was not taken */
    public int takeLineFeed(byte[] bytes, int from, int to) {
        return from;
    }

    /** Forgets that the last line ended with a CR: bytes that are no lines follow. */
    public void leaveLines() {}

    /** Keeps bytes of a line that is not complete. */
    protected final void hold(byte[] bytes, int from, int to) {
        int count = to - from;
        if (count > 0) {
            makeRoom(count);
            System.arraycopy(bytes, from, held, heldLength, count);
            heldLength += count;
        }
    }

    /** Keeps one byte of a line that is not complete. */
    protected final void hold(int c) {
        makeRoom(1);
        held[heldLength++] = (byte) c;
    }

    private void makeRoom(int count) {
        if (held.length - heldLength < count) {
            held = Arrays.copyOf(held, Math.max(heldLength + count, Math.min(2 * held.length, maxLine)));
        }
    }

    /** How many bytes are held. */
    protected final int heldLength() {
        return heldLength;
    }

    /** The last byte that is held; -1 if there is none. */
    protected final int lastHeld() {
        return heldLength == 0 ? -1 : held[heldLength - 1];
    }

    /** The last byte that is held is none of the line's, if there is one. */
    protected final void dropLastHeld() {
        heldLength = Math.max(0, heldLength - 1);
    }

    /** How many more bytes a line may have before it comes in pieces. */
    protected final int room() {
        return maxLine - heldLength;
    }

    /** A line is complete with these bytes. */
    protected final void emit(byte[] bytes, int from, int to, boolean isWhole) {
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

    /** What is held is a line. */
    protected final void emitHeld(boolean isWhole) {
        emit(NOTHING, 0, 0, isWhole);
    }

    /** Whether the last call completed a line. */
    public final boolean hasLine() {
        return complete;
    }

    /** The array that the line is in. */
    public final byte[] array() {
        return line;
    }

    /** Where the line begins. */
    public final int offset() {
        return offset;
    }

    /** How long the line is, without its end. */
    public final int length() {
        return length;
    }

    /** The line, one character a byte. */
    public final String text() {
        return new String(line, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether an end of line followed; false for a piece of a line that is too long. */
    public final boolean isWhole() {
        return whole;
    }

    /** Ends the line that is not complete, because its stream has ended or bytes of it are missing. */
    public void cut() {
        complete = heldLength > 0;
        if (complete) {
            emitHeld(true);
        }
    }

    /** Forgets the array of the last line: to be called when all bytes at hand are taken. */
    public final void release() {
        line = NOTHING;
        complete = false;
    }

    /** A zero byte is dropped. @return whether it is the first */
    protected final boolean noteNul() {
        boolean first = !sawNul;
        sawNul = true;
        return first;
    }

    /** A line ended, or seemed to end, with a CR that no LF followed. @return whether it is the first */
    protected final boolean noteLoneCr() {
        boolean first = !sawLoneCr;
        sawLoneCr = true;
        return first;
    }

    /** Whether a zero byte was dropped. */
    public final boolean sawNul() {
        return sawNul;
    }

    /** Whether a line ended with a CR that no LF followed. */
    public final boolean sawLoneCr() {
        return sawLoneCr;
    }
}
