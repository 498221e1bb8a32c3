package io.brook.analysis.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How often each unknown protocol was reported in the present hour of the clock: no more than can become lines. */
final class ReportedProtocols {
    /** Zeek's UnknownProtocol::sampling_threshold. */
    static final int MAX_REPORTED = 3;

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int MAX_PROTOCOLS = 10_000;

    private final Map<String, Integer> reported = new HashMap<>();
    private long hour;

    /**
     * Whether a packet of a protocol is to be reported; if so, it counts.
     *
     * @param time in nanoseconds since the epoch
     */
    boolean isPermitted(String protocol, long time) {
        long now = Math.floorDiv(time, HOUR);
        if (now != hour || reported.size() >= MAX_PROTOCOLS) {
            hour = now;
            reported.clear();
        }
        return reported.merge(protocol, 1, Integer::sum) <= MAX_REPORTED;
    }
}
