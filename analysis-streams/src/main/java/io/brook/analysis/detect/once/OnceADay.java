package io.brook.analysis.detect.once;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final Map<String, Long> logged = new LinkedHashMap<>();

    /** Whether a line is the first of its day; if so, others are held back from now on. */
    public boolean isFirst(String subject, long time) {
        Iterator<Long> oldest = logged.values().iterator();
        while (oldest.hasNext() && oldest.next() <= time - DAY) {
            oldest.remove();
        }
        boolean first = logged.putIfAbsent(subject, time) == null;
        if (logged.size() > MAX_REMEMBERED) {
            oldest = logged.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return first;
    }
}
