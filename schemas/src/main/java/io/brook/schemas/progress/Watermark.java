package io.brook.schemas.progress;

import java.util.Arrays;

/**
 * How far all origins of one stage have come with one sensor's traffic: the earliest of what each has said. A stage that has
 * ended is past every time.
 */
public final class Watermark {
    /** Before every time: not all origins have spoken. */
    public static final long NOTHING = Long.MIN_VALUE;

    /** After every time: all origins have ended. */
    public static final long END = Long.MAX_VALUE;

    private long[] times = {};
    private long time = NOTHING;

    /**
     * Takes in what an origin says of itself.
     *
     * @return whether the watermark moved
     */
    public boolean advance(Progress progress) {
        if (times.length != progress.getOrigins()) {
            times = new long[progress.getOrigins()];
            Arrays.fill(times, NOTHING);
            time = NOTHING;
        }
        int origin = progress.getOrigin();
        times[origin] = Math.max(times[origin], progress.getEnd() ? END : progress.getTime());
        long earliest = END;
        for (long each : times) {
            earliest = Math.min(earliest, each);
        }
        boolean moved = earliest > time;
        time = earliest;
        return moved;
    }

    /** Everything before this time, in nanoseconds since the epoch, has been heard of. */
    public long time() {
        return time;
    }

    public boolean ended() {
        return time == END;
    }
}
