package io.brook.capture.run;

import io.brook.capture.batch.CaptureCounters;
import io.brook.schemas.record.CaptureProgress;
import java.util.List;

/**
 * What Kafka has of one sensor, whether it was published in one run or several.
 *
 * @param packets the number of packets
 * @param bytes the captured bytes of these packets
 * @param cuts a line for each trace that ended in the middle of a packet, naming the file and where
 * @param counters how they were batched; all zero if Kafka had everything before
 * @param outcome what had to be done
 */
public record CaptureReport(long packets, long bytes, List<String> cuts, CaptureCounters counters, Outcome outcome) {
    /** What had to be done. */
    public enum Outcome {
        /** All of it. */
        PUBLISHED,
        /** Kafka had a part of it, from an interrupted run; the rest was published. */
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
