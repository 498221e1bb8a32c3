package io.brook.analysis.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Which routes were reported in the present minute: more reports would say the same. */
final class ReportedRoutes {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MAX_REPORTED = 10_000;

    private final Set<String> reported = new HashSet<>();
    private long minute;

    /**
     * Whether a route was not reported yet in the minute of a time; if so, it is from now on.
     *
     * @param time in nanoseconds since the epoch
     */
    boolean isNew(String route, long time) {
        long now = Math.floorDiv(time, MINUTE);
        if (now != minute || reported.size() >= MAX_REPORTED) {
            minute = now;
            reported.clear();
        }
        return reported.add(route);
    }
}
