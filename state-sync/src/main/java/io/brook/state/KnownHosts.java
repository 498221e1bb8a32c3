package io.brook.state;

import io.brook.schemas.subject.HostSeen;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The local hosts that are known, by sensor: a host is news when it is seen for the first time, and again once a day has
 * passed since it last was (Zeek's {@code Known::host_store_expiry}). Time is the traffic's.
 *
 * <p>Remembers the hosts of one day.
 */
final class KnownHosts {
    /** For how long a host stays known, in nanoseconds. */
    static final long EXPIRY = Duration.ofDays(1).toNanos();

    /** When each host was last news, the oldest first. */
    private final Map<String, Map<String, Long>> sensors = new HashMap<>();

    /**
     * Takes in a sighting. A sensor's sightings come in the order of their times.
     *
     * @return whether it is news
     */
    boolean isNews(HostSeen seen) {
        Map<String, Long> known = sensors.computeIfAbsent(seen.getSensor(), sensor -> new LinkedHashMap<>());
        forgetExpired(known, seen.getTime());
        return known.putIfAbsent(seen.getHost(), seen.getTime()) == null;
    }

    private static void forgetExpired(Map<String, Long> known, long now) {
        Iterator<Long> logged = known.values().iterator();
        while (logged.hasNext() && now - logged.next() >= EXPIRY) {
            logged.remove();
        }
    }

    /** Forgets a sensor that has ended. */
    void forget(String sensor) {
        sensors.remove(sensor);
    }

    /** How many hosts are remembered. */
    int size() {
        return sensors.values().stream().mapToInt(Map::size).sum();
    }
}
