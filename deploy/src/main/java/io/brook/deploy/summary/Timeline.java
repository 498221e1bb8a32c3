package io.brook.deploy.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How many connections began when, in equal parts of time; they grow as the time does, so that there are never many. */
final class Timeline {
    /** The most parts. */
    static final int PARTS = 60;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long seconds = 1;

    /** @param start seconds since the epoch; what is no time is left out */
    void add(double start) {
        if (!Double.isFinite(start)) {
            return;
        }
        counts.merge(Math.floorDiv((long) Math.floor(start), seconds), 1L, Long::sum);
        while (counts.lastKey() - counts.firstKey() >= PARTS) {
            seconds *= 2;
            TreeMap<Long, Long> wider = new TreeMap<>();
            counts.forEach((part, count) -> wider.merge(Math.floorDiv(part, 2L), count, Long::sum));
            counts.clear();
            counts.putAll(wider);
        }
    }

    /** How long a part is, in seconds. */
    long seconds() {
        return seconds;
    }

    /** The parts from the first connection to the last one, with the number of connections in each. */
    List<Long> parts() {
        List<Long> parts = new ArrayList<>();
        if (!counts.isEmpty()) {
            for (long part = counts.firstKey(); part <= counts.lastKey(); part++) {
                parts.add(counts.getOrDefault(part, 0L));
            }
        }
        return parts;
    }
}
