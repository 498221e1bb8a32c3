package io.brook.analysis.detect.once;

import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;

/**
 * Decides which lines of one sensor are logged where one a day for each subject is enough, such as certificates' (Zeek's {@code
 * X509::relog_known_certificates_after}). It must be told of them in the order of their times.
 *
 * <p>Remembers at most {@value #MAX_REMEMBERED} subjects; the oldest goes first.
 */
public final class OnceADay {
    static final int MAX_REMEMBERED = 1_000_000;
    private static final long DAY = Duration.ofDays(1).toNanos();

    /** When each subject was last logged, the oldest first. */
    private final SavedMap<String, Long> logged;

    /** @param maps where it is kept what was logged of the sensor */
    public OnceADay(String sensor, SavedMaps maps) {
        logged = maps.map(sensor, "once-a-day", Codec.STRING, Codec.LONG);
    }

    /** Whether a line is the first of its day; if so, others are held back from now on. */
    public boolean isFirst(String subject, long time) {
        while (!logged.isEmpty() && logged.first() <= time - DAY) {
            logged.remove(logged.firstKey());
        }
        if (logged.get(subject) != null) {
            return false;
        }
        logged.put(subject, time);
        if (logged.size() > MAX_REMEMBERED) {
            logged.remove(logged.firstKey());
        }
        return true;
    }
}
