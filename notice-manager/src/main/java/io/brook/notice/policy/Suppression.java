package io.brook.notice.policy;

import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Suppresses repeated notices of a sensor, as Zeek does: after a notice was let through, others of its type and identifier are
 * suppressed for its {@code suppress_for}; suppressed ones do not prolong that. Without an identifier, or with a {@code suppress_for}
 * of 0, a notice suppresses nothing. Time is the traffic's.
 *
 * <p>Remembers only notices that suppress others now.
 */
public final class Suppression {
    private final SavedMaps maps;
    private final Map<String, Sensor> sensors = new HashMap<>();

    private record Expiry(long time, String subject) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            return Long.compare(time, other.time);
        }
    }

    private static final class Sensor {
        /** When each pair of type and identifier is no longer suppressed. */
        private final SavedMap<String, Long> until;

        private final PriorityQueue<Expiry> expiries = new PriorityQueue<>();

        Sensor(SavedMap<String, Long> until) {
            this.until = until;
            until.forEach((subject, end) -> expiries.add(new Expiry(end, subject)));
        }

        void forgetExpired(long now) {
            while (!expiries.isEmpty() && expiries.peek().time <= now) {
                until.remove(expiries.poll().subject);
            }
        }

        boolean suppresses(Notice notice) {
            forgetExpired(notice.getTime());
            if (notice.getIdentifier() == null) {
                return false;
            }
            // A type contains no spaces.
            String subject = notice.getNote() + ' ' + notice.getIdentifier();
            if (until.get(subject) != null) {
                return true;
            }
            if (notice.getSuppressFor() > 0) {
                long end = saturatedSum(notice.getTime(), notice.getSuppressFor());
                until.put(subject, end);
                expiries.add(new Expiry(end, subject));
            }
            return false;
        }
    }

    /** @param maps where the state is kept */
    public Suppression(SavedMaps maps) {
        this.maps = maps;
    }

    /** {@code suppress_for} may be so large as to mean for ever. */
    private static long saturatedSum(long time, long duration) {
        return time > Long.MAX_VALUE - duration ? Long.MAX_VALUE : time + duration;
    }

    /**
     * Processes a notice. A sensor's notices come in the order of their times.
     *
     * @return whether it is suppressed
     */
    public boolean suppresses(Notice notice) {
        return sensors.computeIfAbsent(
                        notice.getSensor(),
                        sensor -> new Sensor(maps.map(sensor, "suppressed", Codec.STRING, Codec.LONG)))
                .suppresses(notice);
    }

    /** Forgets a sensor that has ended. */
    public void forget(String sensor) {
        Sensor ended = sensors.remove(sensor);
        if (ended != null) {
            ended.until.clear();
        }
    }

    /** How many pairs of type and identifier are remembered. */
    int size() {
        return sensors.values().stream().mapToInt(each -> each.until.size()).sum();
    }
}
