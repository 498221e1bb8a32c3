package io.brook.analysis.flow;

/** Counts the payload of a connection that was published although nobody needs it. */
final class Surplus {
    /** From then on it is told as often: twice as much for each time would be more than any connection carries. */
    private static final int MAX_DOUBLINGS = 20;

    /** Since it was last told. */
    private long bytes;

    /** How often it has been. */
    private int told;

    void add(int length) {
        bytes += length;
    }

    /**
     * Whether there is so much that captures should be told: again each time when there is twice as much as the time before, for one
     * of them may have been started anew.
     *
     * @param first how much that is the first time, in bytes
     */
    boolean isMuch(long first) {
        return bytes >> Math.min(told, MAX_DOUBLINGS) >= first;
    }

    /** Captures are told now. */
    void tell() {
        bytes = 0;
        told++;
    }

    boolean isTold() {
        return told > 0;
    }
}
