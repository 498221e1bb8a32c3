package io.brook.capture.batch;

/**
 * What is left out because workers have said of its flows that nobody needs their payload.
 *
 * @param flows flows that are published without their payload now
 * @param everShunted how many have been
 * @param packets packets whose payload was left out
 * @param bytes the bytes that were left out
 */
public record ShuntCounters(int flows, long everShunted, long packets, long bytes) {
    /** Nothing is. */
    public static final ShuntCounters NONE = new ShuntCounters(0, 0, 0, 0);
}
