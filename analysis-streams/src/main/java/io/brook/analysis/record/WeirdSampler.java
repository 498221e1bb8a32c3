package io.brook.analysis.record;

import io.brook.analysis.bytes.BoundedMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets through the first few of the same weirds, and then a sample: Zeek's Weird::sampling_threshold, sampling_rate and
 * sampling_duration.
 *
 * <p>Counts for at most {@value #MAX_COUNTED} names and endpoints; the one counted first goes first.
 */
public final class WeirdSampler {
    static final int MAX_COUNTED = 100_000;
    private static final int THRESHOLD = 25;
    private static final int RATE = 1000;
    private static final long DURATION = TimeUnit.MINUTES.toNanos(10);

    private final BoundedMap<String, Count> counts = new BoundedMap<>(MAX_COUNTED);

    private static final class Count {
        private final long since;
        private long count;

        Count(long since) {
            this.since = since;
        }
    }

    /** @param about the connection or the hosts that it is about */
    boolean permits(String name, String about, long time) {
        String key = name + ' ' + about;
        Count count = counts.get(key);
        if (count == null || time - count.since >= DURATION) {
            counts.remove(key);
            count = new Count(time);
            counts.put(key, count);
        }
        count.count++;
        return count.count <= THRESHOLD || (count.count - THRESHOLD) % RATE == 0;
    }
}
