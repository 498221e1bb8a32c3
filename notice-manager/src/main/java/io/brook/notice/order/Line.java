package io.brook.notice.order;

import java.util.Arrays;

/**
 * A line of a log, ordered by when it is written and then by its bytes.
 *
 * @param written nanoseconds since the epoch
 * @param text without a line end
 */
public record Line(long written, byte[] text) implements Comparable<Line> {
    /** What a line costs beside its text: three objects' headers and a place in a list. */
    private static final int OVERHEAD_BYTES = 56;

    @Override
    public int compareTo(Line other) {
        int byTime = Long.compare(written, other.written);
        return byTime != 0 ? byTime : Arrays.compareUnsigned(text, other.text);
    }

    /** Whether it is older than a time; all lines are older than {@code Long.MAX_VALUE}. */
    boolean isBefore(long time) {
        return isBefore(written, time);
    }

    /** The same, for a line that was written at a time. */
    static boolean isBefore(long written, long time) {
        return written < time || time == Long.MAX_VALUE;
    }

    /** About how much memory it takes, in bytes. */
    public int size() {
        return text.length + OVERHEAD_BYTES;
    }
}
