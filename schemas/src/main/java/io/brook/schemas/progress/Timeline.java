package io.brook.schemas.progress;

import java.util.List;
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
    private volatile TreeMap<Long, Applied<T>> applied = new TreeMap<>();

    private volatile long version;

    /**
     * A version that was applied.
     *
     * @param number its number
     * @param from when it is valid from, in nanoseconds since the epoch
     * @param value what it is
     * @param before what is valid before it
     */
    public record Applied<T>(long number, long from, T value, T before) {}

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
            TreeMap<Long, Applied<T>> next = new TreeMap<>(applied.headMap(from));
            T before = next.isEmpty() ? configured : next.lastEntry().getValue().value();
            next.put(from, new Applied<>(number, from, value, before));
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
        Map.Entry<Long, Applied<T>> last = applied.floorEntry(time);
        return last == null ? configured : last.getValue().value();
    }

    /** The versions that are valid from before a time, in nanoseconds since the epoch, in their order. */
    public List<Applied<T>> before(long time) {
        return List.copyOf(applied.headMap(time).values());
    }

    /** The one that was configured. */
    public T configured() {
        return configured;
    }
}
