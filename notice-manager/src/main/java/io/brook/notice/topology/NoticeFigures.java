package io.brook.notice.topology;

import io.brook.schemas.store.SnapshotFigures;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts notices of this process since it started. Safe to use from any thread. */
public final class NoticeFigures {
    private final LongAdder logged = new LongAdder();
    private final LongAdder unlogged = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final SnapshotFigures snapshots = new SnapshotFigures();

    /** @param isLogged whether a line is written if it is none */
    void judged(boolean repetition, boolean isLogged) {
        if (repetition) {
            suppressed.increment();
        } else {
            (isLogged ? logged : unlogged).increment();
        }
    }

    void ignored() {
        ignored.increment();
    }

    void failed(String rule) {
        failures.computeIfAbsent(rule, name -> new LongAdder()).increment();
    }

    /** How often the condition of a rule has failed, by the rule's name and place. */
    public Map<String, Long> failedConditions() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((rule, count) -> counts.put(rule, count.sum()));
        return counts;
    }

    /** Notices about which the site's policy wants nothing to be done. */
    public long ignoredByPolicy() {
        return ignored.sum();
    }

    /** Notices that were logged. */
    public long logged() {
        return logged.sum();
    }

    /** Notices about which something else was done, but no line written. */
    public long unlogged() {
        return unlogged.sum();
    }

    /** Notices that were suppressed as repetitions. */
    public long suppressed() {
        return suppressed.sum();
    }

    public SnapshotFigures snapshots() {
        return snapshots;
    }
}
