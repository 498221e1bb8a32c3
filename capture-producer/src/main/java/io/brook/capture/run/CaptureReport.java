package io.brook.capture.run;

import io.brook.capture.batch.CaptureCounters;
import io.brook.schemas.record.CaptureProgress;
import java.util.List;

/**
 * What Kafka has of one sensor, whether it was published at once or not.
 *
 * @param packets the number of packets
 * @param bytes the captured bytes of these packets
 * @param cuts a line for each trace that ended in the middle of a packet, naming the file and where
 * @param counters how they were batched; all zero where Kafka had all of it before
 * @param outcome what there was to do
 */
public record CaptureReport(long packets, long bytes, List<String> cuts, CaptureCounters counters, Outcome outcome) {
    /** What there was to do. */
    public enum Outcome {
        /** All of it. */
        PUBLISHED,
        /** Kafka had a part of it, from a run that was broken off; the rest was published. */
        RESUMED,
        /** Kafka had all of it: nothing was published. */
        ALREADY_COMPLETE
    }

    static CaptureReport complete(CaptureProgress progress) {
        return new CaptureReport(
                progress.getPackets(),
                progress.getBytes(),
                progress.getCuts(),
                new CaptureCounters(0, 0, 0, 0, 0, 0, 0, 0, 0),
                Outcome.ALREADY_COMPLETE);
    }
}
