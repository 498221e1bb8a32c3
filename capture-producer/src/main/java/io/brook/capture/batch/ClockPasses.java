package io.brook.capture.batch;

import io.brook.schemas.record.SpoolProgress;

/**
 * Counts how often a sensor's clock has gone back: in traces that were joined, or that hold the same traffic twice. Packets of a
 * time that had been reached before the clock last went back belong to the pass of that number, those of new times to pass 0.
 *
 * <p>So between packets of the same time and pass, the clock never differs by more than {@value #SLACK} ns: too little for any
 * connection to end by a timeout.
 */
final class ClockPasses {
    /** In nanoseconds; captures of several queues are out of order by less than this. */
    static final long SLACK = 1_000_000_000L;

    private int passes;
    private long newestOfPass = Long.MIN_VALUE + SLACK;
    private long newest = Long.MIN_VALUE;

    /** The newest time before the clock last went back. */
    private long reached = Long.MIN_VALUE;

    ClockPasses() {}

    /** Restores the saved state of another one. */
    ClockPasses(SpoolProgress saved) {
        passes = saved.getPasses();
        newestOfPass = saved.getNewestOfPass();
        newest = Math.max(saved.getReached(), newestOfPass);
        reached = saved.getReached();
    }

    /** @return the pass of the next packet, at this time in nanoseconds since the epoch */
    int pass(long time) {
        if (time < newestOfPass - SLACK) {
            passes++;
            reached = newest;
            newestOfPass = time;
        }
        newestOfPass = Math.max(newestOfPass, time);
        newest = Math.max(newest, time);
        return time > reached ? 0 : passes;
    }

    int passes() {
        return passes;
    }

    long newestOfPass() {
        return newestOfPass;
    }

    long reached() {
        return reached;
    }
}
