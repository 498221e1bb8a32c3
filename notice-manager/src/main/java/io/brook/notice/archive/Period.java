package io.brook.notice.archive;

import java.time.Duration;

/**
 * The time whose lines are in one file.
 *
 * @param start nanoseconds since the epoch
 * @param end the first time that is no longer in it
 */
public record Period(long start, long end) {
    /** All time: nothing is ever archived. */
    public static final Period ALWAYS = new Period(Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * The period in which a time is.
     *
     * @param length periods begin at whole multiples of it since the epoch; zero for one that never ends
     * @param time nanoseconds since the epoch
     */
    public static Period of(Duration length, long time) {
        if (length.isZero()) {
            return ALWAYS;
        }
        long nanos = length.toNanos();
        // At both ends of what a long holds there is no room for a whole period.
        long within = Math.max(Long.MIN_VALUE + nanos, Math.min(time, Long.MAX_VALUE - nanos));
        long start = Math.floorDiv(within, nanos) * nanos;
        return new Period(start, start + nanos);
    }

    /** Whether all of it is before a time. */
    public boolean isPast(long time) {
        return time >= end && !equals(ALWAYS);
    }
}
