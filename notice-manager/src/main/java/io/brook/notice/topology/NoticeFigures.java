package io.brook.notice.topology;

import io.brook.schemas.store.SnapshotFigures;
import java.util.concurrent.atomic.LongAdder;

/** What has become of notices in this process since it began. Safe to use from any thread. */
public final class NoticeFigures {
    private final LongAdder logged = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final SnapshotFigures snapshots = new SnapshotFigures();

    void judged(boolean repetition) {
        (repetition ? suppressed : logged).increment();
    }

    /** Notices that are lines of notice.log. */
    public long logged() {
        return logged.sum();
    }

    /** Notices that repeat another one, and go nowhere. */
    public long suppressed() {
        return suppressed.sum();
    }

    public SnapshotFigures snapshots() {
        return snapshots;
    }
}
