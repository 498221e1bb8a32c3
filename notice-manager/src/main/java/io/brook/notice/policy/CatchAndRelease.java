package io.brook.notice.policy;

import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * For how long addresses are dropped, as Zeek's {@code NetControl::drop_address_catch_release} decides it: ten minutes at first; an
 * address that is heard of again after that, while it is watched, is dropped for an hour, then for a day, then for seven days. It is
 * watched for as long as the next block would last. Time is the traffic's.
 *
 * <p>To Zeek any connection of a watched address is being heard of again, here only another notice of the same type and identifier that
 * drops it. Each type and identifier remembers for itself: one task has all of its notices, so that what it decides does not depend on
 * how many tasks there are.
 */
public final class CatchAndRelease {
    /** Zeek's {@code NetControl::catch_release_intervals}. */
    private static final List<Long> INTERVALS = List.of(
            Duration.ofMinutes(10).toNanos(),
            Duration.ofHours(1).toNanos(),
            Duration.ofHours(24).toNanos(),
            Duration.ofDays(7).toNanos());

    private static final int BLOCKED_UNTIL = 0;
    private static final int WATCHED_UNTIL = 1;
    private static final int STEP = 2;

    private final SavedMaps maps;
    private final Map<String, Sensor> sensors = new HashMap<>();

    /** @param watched what is watched: an address and why */
    private record Expiry(long time, String watched) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            return Long.compare(time, other.time);
        }
    }

    private static final class Sensor {
        /** Of each address, and what it is watched for: until when it is blocked, and watched, and which interval it is at. */
        private final SavedMap<String, long[]> watched;

        private final PriorityQueue<Expiry> expiries = new PriorityQueue<>();

        Sensor(SavedMap<String, long[]> watched) {
            this.watched = watched;
            watched.forEach((key, value) -> expiries.add(new Expiry(value[WATCHED_UNTIL], key)));
        }

        private void release(long now) {
            while (!expiries.isEmpty() && expiries.peek().time <= now) {
                String key = expiries.poll().watched;
                long[] value = watched.get(key);
                if (value != null && value[WATCHED_UNTIL] <= now) {
                    watched.remove(key);
                }
            }
        }

        OptionalLong drop(String key, long now) {
            release(now);
            long[] before = watched.get(key);
            if (before != null && before[BLOCKED_UNTIL] > now) {
                return OptionalLong.empty();
            }
            int step = before == null ? 0 : longer((int) before[STEP]);
            long until = now + INTERVALS.get(step);
            long watchedUntil = now + INTERVALS.get(longer(step));
            watched.put(key, new long[] {until, watchedUntil, step});
            expiries.add(new Expiry(watchedUntil, key));
            return OptionalLong.of(until);
        }

        private static int longer(int step) {
            return Math.min(step + 1, INTERVALS.size() - 1);
        }
    }

    /** @param maps where the state is kept */
    public CatchAndRelease(SavedMaps maps) {
        this.maps = maps;
    }

    /**
     * A notice drops an address. A sensor's notices come in the order of their times.
     *
     * @param subject the notice's type and identifier
     * @param now the notice's time, in nanoseconds since the epoch
     * @return until when the address is blocked; nothing when it is blocked already
     */
    public OptionalLong drop(String sensor, String subject, String address, long now) {
        return sensors.computeIfAbsent(sensor, name -> new Sensor(maps.map(name, "dropped", Codec.STRING, Codec.LONGS)))
                .drop(address + ' ' + subject, now);
    }

    /** Forgets a sensor that has ended. */
    public void forget(String sensor) {
        Sensor ended = sensors.remove(sensor);
        if (ended != null) {
            ended.watched.clear();
        }
    }

    /** How many addresses are watched. */
    int size() {
        return sensors.values().stream().mapToInt(each -> each.watched.size()).sum();
    }
}
