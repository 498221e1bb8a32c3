package io.brook.schemas.loss;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What one process has lost since it started. Safe to read from any thread. */
public final class LossCounters {
    private final Map<String, Long> losses = new ConcurrentHashMap<>();
    private final Map<String, Long> records = new ConcurrentHashMap<>();

    void count(Loss loss) {
        losses.merge(loss.partition().topic(), 1L, Long::sum);
        records.merge(loss.partition().topic(), loss.records(), Long::sum);
    }

    /** How often records were removed before they were read, by topic. */
    public Map<String, Long> losses() {
        return new TreeMap<>(losses);
    }

    /** An upper bound of these records, by topic. */
    public Map<String, Long> records() {
        return new TreeMap<>(records);
    }
}
