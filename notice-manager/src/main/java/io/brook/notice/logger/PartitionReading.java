package io.brook.notice.logger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What has been read of one partition, and from where it must be read again after a restart: from the oldest line that is not in a file
 * yet. Lines are tracked in stretches, so it may be a little before that.
 */
final class PartitionReading {
    private static final int STRETCH = 1024;

    private final long readBefore;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /** Says whether the lines of a sensor and a time are in their files. */
    @FunctionalInterface
    interface Written {
        boolean test(String sensor, long time);
    }

    private static final class Stretch {
        private final long first;
        /** A number for each sensor, because boxing for every line would cost more than this map. */
        private final Map<String, long[]> latest = new HashMap<>();

        private int lines;

        Stretch(long first) {
            this.first = first;
        }

        boolean isIn(Written files) {
            return latest.entrySet().stream().allMatch(line -> files.test(line.getKey(), line.getValue()[0]));
        }
    }

    /** @param readBefore everything before this offset was read before the restart; 0 when there was none */
    PartitionReading(long readBefore) {
        this.readBefore = readBefore;
    }

    /** Whether this offset is read again. */
    boolean wasRead(long offset) {
        return offset < readBefore;
    }

    /** Adds a line that is to be written; offsets only grow. */
    void add(long offset, String sensor, long written) {
        Stretch last = stretches.peekLast();
        if (last == null || last.lines == STRETCH) {
            last = new Stretch(offset);
            stretches.add(last);
        }
        last.lines++;
        long[] latest = last.latest.computeIfAbsent(sensor, any -> new long[] {written});
        latest[0] = Math.max(latest[0], written);
    }

    /** @param position up to where the partition has been read */
    long resume(long position, Written files) {
        while (!stretches.isEmpty() && stretches.peek().isIn(files)) {
            stretches.remove();
        }
        return stretches.isEmpty() ? position : stretches.peek().first;
    }
}
