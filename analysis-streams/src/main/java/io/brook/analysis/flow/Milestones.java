package io.brook.analysis.flow;

/** The durations at which an open connection is worth a report. */
final class Milestones {
    static final Milestones NONE = new Milestones();

    private final long[] durations;

    /** @param durations in nanoseconds, the shortest first */
    Milestones(long... durations) {
        this.durations = durations.clone();
    }

    /**
     * Whether a connection has come to one of them.
     *
     * @param start when it began, in nanoseconds since the epoch
     * @param before the time of the packet before the last
     * @param last the time of the last packet
     */
    boolean isReached(long start, long before, long last) {
        for (long duration : durations) {
            if (before - start < duration && last - start >= duration) {
                return true;
            }
        }
        return false;
    }
}
