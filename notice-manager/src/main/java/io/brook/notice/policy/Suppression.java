package io.brook.notice.policy;

import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Suppresses repeated notices of a sensor, as Zeek does: after a notice was let through, others of its type and identifier are
 * suppressed for its {@code suppress_for}; suppressed ones do not prolong that. Without an identifier, or with a {@code suppress_for}
 * of 0, a notice suppresses nothing. Time is the traffic's.
 *
 * <p>Suppressed notices are counted. Remembers notices that suppress others now and, for another day, those that have.
 */
public final class Suppression {
    /** For how long it is known how many were suppressed. */
    private static final long REMEMBERED = Duration.ofDays(1).toNanos();

    private static final int END = 0;
    private static final int COUNT = 1;

    private final SavedMaps maps;
    private final Map<String, Sensor> sensors = new HashMap<>();

    private record Expiry(long time, String subject) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            return Long.compare(time, other.time);
        }
    }

    private static final class Sensor {
        /** Until when each pair of type and identifier is suppressed, and how many of it were. */
        private final SavedMap<String, long[]> held;

        private final PriorityQueue<Expiry> expiries = new PriorityQueue<>();

        Sensor(SavedMap<String, long[]> held) {
            this.held = held;
            held.forEach((subject, value) -> expiries.add(new Expiry(value[END], subject)));
        }

        private void forgetExpired(long now) {
            while (!expiries.isEmpty() && expiries.peek().time <= now) {
                Expiry next = expiries.poll();
                long[] value = held.get(next.subject);
                if (value == null || value[END] > now) {
                    continue;
                }
                long forgotten = saturatedSum(value[END], REMEMBERED);
                if (value[COUNT] == 0 || forgotten <= now) {
                    held.remove(next.subject);
                } else {
                    expiries.add(new Expiry(forgotten, next.subject));
                }
            }
        }

        OptionalLong pass(Notice notice, long suppressFor) {
            long now = notice.getTime();
            forgetExpired(now);
            if (notice.getIdentifier() == null) {
                return OptionalLong.of(0);
            }
            // A type contains no spaces.
            String subject = notice.getNote() + ' ' + notice.getIdentifier();
            long[] before = held.get(subject);
            if (before != null && before[END] > now) {
                held.put(subject, new long[] {before[END], before[COUNT] + 1});
                return OptionalLong.empty();
            }
            if (suppressFor > 0) {
                long end = saturatedSum(now, suppressFor);
                held.put(subject, new long[] {end, 0});
                expiries.add(new Expiry(end, subject));
            } else if (before != null) {
                held.remove(subject);
            }
            return OptionalLong.of(before == null ? 0 : before[COUNT]);
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
     * @param suppressFor for how long it suppresses others, in nanoseconds
     * @return how many of its type and identifier were suppressed since the last one that was not; nothing when it is suppressed itself
     */
    public OptionalLong pass(Notice notice, long suppressFor) {
        return sensors.computeIfAbsent(
                        notice.getSensor(),
                        sensor -> new Sensor(maps.map(sensor, "suppressed", Codec.STRING, Codec.LONGS)))
                .pass(notice, suppressFor);
    }

    /** Forgets a sensor that has ended. */
    public void forget(String sensor) {
        Sensor ended = sensors.remove(sensor);
        if (ended != null) {
            ended.held.clear();
        }
    }

    /** How many pairs of type and identifier are remembered. */
    int size() {
        return sensors.values().stream().mapToInt(each -> each.held.size()).sum();
    }
}
