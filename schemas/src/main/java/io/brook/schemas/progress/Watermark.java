package io.brook.schemas.progress;

import io.brook.schemas.record.Progress;
import java.time.Instant;
import java.util.Arrays;

/**
 * How far all origins of one stage have come with one sensor's traffic: the earliest of their times. A stage that has
 * ended is past every time.
 */
public final class Watermark {
    /** Before every time: not all origins have reported. */
    public static final long NOTHING = Long.MIN_VALUE;

    /** After every time: all origins have ended. */
    public static final long END = Long.MAX_VALUE;

    /** More tasks than any stage has: the number comes from a record, and memory is allocated for each. */
    private static final int MAX_ORIGINS = 100_000;

    private long[] times = {};
    private long time = NOTHING;

    /** A watermark with these {@link #times} of its origins. */
    public static Watermark of(long[] times) {
        Watermark watermark = new Watermark();
        watermark.times = times.clone();
        watermark.time = watermark.times.length == 0 ? NOTHING : watermark.earliest();
        return watermark;
    }

    /**
     * Processes the progress of an origin. When the number of origins differs from before, all of them must report again. Progress of an
     * origin with an impossible number is ignored.
     *
     * @return whether the watermark moved
     */
    public boolean advance(Progress progress) {
        int origin = progress.getOrigin();
        int origins = progress.getOrigins();
        if (origin < 0 || origin >= origins || origins > MAX_ORIGINS) {
            return false;
        }
        if (times.length != origins) {
            times = new long[origins];
            Arrays.fill(times, NOTHING);
            time = NOTHING;
        }
        times[origin] = Math.max(times[origin], progress.getEnd() ? END : progress.getTime());
        long earliest = earliest();
        boolean moved = earliest > time;
        time = earliest;
        return moved;
    }

    private long earliest() {
        long earliest = END;
        for (long each : times) {
            earliest = Math.min(earliest, each);
        }
        return earliest;
    }

    /** Everything before this time, in nanoseconds since the epoch, has been received. */
    public long time() {
        return time;
    }

    /** The last report of each origin, by its number: a time, {@link #NOTHING} or {@link #END}. Empty when none has reported. */
    public long[] times() {
        return times.clone();
    }

    /** The origin that is farthest behind, in words. */
    String slowest() {
        int slowest = 0;
        for (int i = 1; i < times.length; i++) {
            slowest = times[i] < times[slowest] ? i : slowest;
        }
        String where = time == NOTHING ? "nothing is known yet" : Instant.EPOCH.plusNanos(time) + " is reached";
        return "task " + slowest + " of " + times.length + ", of which " + where;
    }

    public boolean ended() {
        return time == END;
    }
}
