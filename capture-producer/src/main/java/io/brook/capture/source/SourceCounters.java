package io.brook.capture.source;

/**
 * Counts what happened to a source's packets since it was opened.
 *
 * @param received packets that reached it and passed its filter, including those that were dropped
 * @param dropped of these, how many the kernel had no room for
 * @param droppedByInterface packets that the interface lost before they reached the kernel; they are not among those received
 */
public record SourceCounters(long received, long dropped, long droppedByInterface) {
    /** Nothing has come yet. */
    public static final SourceCounters NONE = new SourceCounters(0, 0, 0);

    /** Those of both. */
    public SourceCounters plus(SourceCounters other) {
        return new SourceCounters(
                received + other.received, dropped + other.dropped, droppedByInterface + other.droppedByInterface);
    }
}
