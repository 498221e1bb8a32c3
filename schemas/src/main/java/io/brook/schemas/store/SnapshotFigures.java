package io.brook.schemas.store;

import java.util.concurrent.atomic.LongAdder;

/** What saving the state of its tasks has cost a process since it started. Safe to use from any thread. */
public final class SnapshotFigures {
    private final LongAdder saves = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void piece(int size) {
        bytes.add(size);
    }

    void saved(long took) {
        saves.increment();
        nanos.add(took);
    }

    /** How often a task has saved its changes, even if there were none. */
    public long saves() {
        return saves.sum();
    }

    /** The bytes of the pieces, without their keys. */
    public long bytes() {
        return bytes.sum();
    }

    /** How long tasks were stopped by saving, in total, in nanoseconds. */
    public long nanos() {
        return nanos.sum();
    }
}
