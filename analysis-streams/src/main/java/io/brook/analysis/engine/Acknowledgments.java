package io.brook.analysis.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts TCP acknowledgments, and those of bytes that were not captured, by intervals of packet time, which begin at multiples of
 * their length. This is what Zeek's get_gap_stats counts: what it says of an interval depends on the packets of that interval.
 */
final class Acknowledgments {
    /** A clock that jumps is not made up for interval by interval. */
    private static final int MOST_AT_ONCE = 100;

    /** What is counted in each interval that is not over, by its end. */
    private final TreeMap<Long, long[]> counts = new TreeMap<>();

    /** When the first interval began, which is shorter; 0 when there is none yet. */
    private long began;

    /** The end of the last interval that was told. */
    private long told;

    /**
     * What was counted in an interval.
     *
     * @param since its beginning
     * @param until its end
     */
    record Count(long since, long until, long all, long missing) {}

    /** Counts one. */
    void count(boolean missing, long time, long interval) {
        long end = Math.max(endOf(time, interval), told + interval);
        long[] count = counts.computeIfAbsent(end, any -> new long[2]);
        count[0]++;
        count[1] += missing ? 1 : 0;
    }

    /** Tells what was counted in the intervals that are over by this time. */
    void advance(long time, long interval, Consumer<Count> out) {
        if (began == 0) {
            began = counts.isEmpty() ? time : Math.min(time, counts.firstKey() - interval);
            told = endOf(began, interval) - interval;
        }
        if (time - told > MOST_AT_ONCE * interval) {
            told = endOf(time, interval) - 2 * interval;
        }
        while (told + interval <= time) {
            told += interval;
            long[] sum = new long[2];
            for (Map.Entry<Long, long[]> first = counts.firstEntry();
                    first != null && first.getKey() <= told;
                    first = counts.firstEntry()) {
                sum[0] += first.getValue()[0];
                sum[1] += first.getValue()[1];
                counts.pollFirstEntry();
            }
            out.accept(new Count(Math.max(began, told - interval), told, sum[0], sum[1]));
        }
    }

    private static long endOf(long time, long interval) {
        return Math.floorDiv(time, interval) * interval + interval;
    }
}
