package io.brook.schemas.progress;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is valid at which time of the traffic, of something that is changed while it is used, such as the site's policy: what was
 * configured, until other versions were applied. That depends on the traffic's time only, so that it is the same whoever asks, and
 * whenever. Safe to use from any thread.
 */
public final class Timeline<T> {
    private final T configured;

    /** By the times from which they are valid, in nanoseconds since the epoch; replaced, never changed. */
    private volatile TreeMap<Long, T> applied = new TreeMap<>();

    private volatile long version;

    /** @param configured what is valid before anything is applied */
    public Timeline(T configured) {
        this.configured = configured;
    }

    /**
     * Another version is valid from a time on, in place of older ones that would have become valid later. Versions come in their order;
     * another one of a number that was there lost to the first.
     *
     * @param number its version
     * @param from in nanoseconds since the epoch
     */
    public synchronized void apply(long number, long from, T value) {
        if (number > version) {
            TreeMap<Long, T> next = new TreeMap<>(applied.headMap(from));
            next.put(from, value);
            applied = next;
            version = number;
        }
    }

    /** The newest version that was applied; 0 when none was. */
    public long version() {
        return version;
    }

    /** The one for a time, in nanoseconds since the epoch. */
    public T at(long time) {
        Map.Entry<Long, T> last = applied.floorEntry(time);
        return last == null ? configured : last.getValue();
    }

    /** The one that was configured. */
    public T configured() {
        return configured;
    }
}
