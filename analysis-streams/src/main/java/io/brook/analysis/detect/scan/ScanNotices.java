package io.brook.analysis.detect.scan;

import io.brook.analysis.detect.count.Counted;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import java.time.Duration;

/** What the notices about scans have in common. */
final class ScanNotices {
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private ScanNotices() {}

    /** @param attempt the last one */
    static Notice.Builder of(String note, FailedAttempt attempt, Counted counted) {
        return Notice.newBuilder()
                .setSensor(attempt.getMeta().getSensor())
                .setNote(note)
                .setIdentifier(attempt.getSource())
                .setTime(attempt.getMeta().getWritten())
                .setSrc(attempt.getSource())
                .setN(counted.count())
                .setSuppressFor(SUPPRESS_FOR);
    }
}
