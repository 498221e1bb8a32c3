package io.brook.notice.logger;

import java.util.Arrays;
import java.util.PriorityQueue;

/** The lines of one log that wait until nothing older can come, in the order in which they will be written. */
final class HeldLines {
    private final PriorityQueue<Line> lines = new PriorityQueue<>();

    /**
     * A line, ordered by when it is written and then by its bytes.
     *
     * @param written nanoseconds since the epoch
     */
    record Line(long written, byte[] text) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byTime = Long.compare(written, other.written);
            return byTime != 0 ? byTime : Arrays.compareUnsigned(text, other.text);
        }
    }

    void add(long written, byte[] text) {
        lines.add(new Line(written, text));
    }

    /** The first line that is older than a time; all are older than {@code Long.MAX_VALUE}. Null when there is none. */
    Line poll(long before) {
        Line first = lines.peek();
        if (first == null || first.written >= before && before != Long.MAX_VALUE) {
            return null;
        }
        return lines.poll();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
