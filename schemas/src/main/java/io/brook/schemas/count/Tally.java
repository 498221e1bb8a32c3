package io.brook.schemas.count;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name, since the process began. Safe to use from any thread. */
public final class Tally {
    /** Further names are counted under this one once there are {@link #MAX_NAMES}: names may come from the traffic. */
    public static final String OTHER = "other";

    static final int MAX_NAMES = 500;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one more. */
    public void count(String name) {
        LongAdder count = counts.get(name);
        if (count == null) {
            String counted = counts.size() < MAX_NAMES ? name : OTHER;
            count = counts.computeIfAbsent(counted, n -> new LongAdder());
        }
        count.increment();
    }

    /** Counts by name. */
    public Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
