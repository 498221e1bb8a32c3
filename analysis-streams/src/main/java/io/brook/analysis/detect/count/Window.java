package io.brook.analysis.detect.count;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The different things of one subject: exact as long as they are few, then by a sketch. */
final class Window {
    /** More are counted by a sketch. */
    static final int MAX_EXACT = 1_000;

    /** What a sketch costs in memory, in things that are kept exactly. */
    static final int SKETCH_COST = 50;

    /** 4096 registers: a standard error of 1.6 %. */
    private static final int PRECISION = 12;

    static final int MAX_SAMPLES = 5;

    /** When each thing was last seen, in that order. */
    private final Map<String, Long> things = new LinkedHashMap<>();

    private final List<String> samples = new ArrayList<>();

    /** The registers of a sketch of everything since {@link #first}; null while things are counted exactly. */
    private byte[] sketch;

    private long first;
    private long last;

    boolean isQuietSince(long time) {
        return last <= time;
    }

    boolean has(String thing) {
        return things.containsKey(thing);
    }

    /** What it takes in memory. */
    int cost() {
        return sketch == null ? things.size() : SKETCH_COST;
    }

    /** Forgets what was last seen at a time or before; a sketch, which cannot forget a part, as a whole. */
    void forget(long time) {
        if (sketch != null) {
            if (first <= time) {
                sketch = null;
                samples.clear();
            }
            return;
        }
        Iterator<Long> oldest = things.values().iterator();
        while (oldest.hasNext()) {
            long seen = oldest.next();
            if (seen > time) {
                first = seen;
                return;
            }
            oldest.remove();
        }
        samples.clear();
    }

    void add(String thing, String sample, long time) {
        if (cost() == 0) {
            first = time;
        }
        last = time;
        if (sample != null && samples.size() < MAX_SAMPLES && !samples.contains(sample)) {
            samples.add(sample);
        }
        if (sketch != null) {
            addTo(HyperLogLog.wrap(sketch), thing);
            return;
        }
        // Last seen, so last in order.
        things.remove(thing);
        things.put(thing, time);
        if (things.size() > MAX_EXACT) {
            HyperLogLog all = HyperLogLog.create(PRECISION);
            things.keySet().forEach(each -> addTo(all, each));
            things.clear();
            sketch = all.getState();
        }
    }

    private static void addTo(HyperLogLog sketch, String thing) {
        sketch.add(Hashing.komihash5_0().hashCharsToLong(thing));
    }

    long count() {
        return sketch == null
                ? things.size()
                : Math.round(HyperLogLog.wrap(sketch).getDistinctCountEstimate());
    }

    Counted counted() {
        return new Counted(count(), sketch != null, last - first, List.copyOf(samples));
    }
}
