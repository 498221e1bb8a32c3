package io.brook.analysis.detect.count;

import io.brook.analysis.state.StateCodec;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the different things of each subject within an interval that ends now, and says when they reach a threshold; then it counts
 * from nothing. It must be told of things in the order of their times.
 *
 * <p>Up to {@value Window#MAX_EXACT} things of a subject are counted exactly. More are counted by a sketch, which begins with all
 * that was counted so far and is forgotten an interval after the first of it.
 *
 * <p>Remembers at most {@value #MAX_SUBJECTS} subjects and {@value #MAX_THINGS} things of all of them; the subject that has been quiet
 * for longest goes first.
 */
public final class DistinctWindow {
    /** How many subjects it remembers. */
    public static final int MAX_SUBJECTS = 50_000;

    static final int MAX_THINGS = 200_000;

    private final int threshold;
    private final long interval;

    /** In the order of the last thing of each. */
    private final SavedMap<String, Window> subjects;

    /** What all subjects take in memory. */
    private int cost;

    /**
     * @param threshold how many different things it takes
     * @param interval the time within which they must be seen
     * @param sensor whose traffic it is
     * @param name of the map where it is kept what was counted
     */
    public DistinctWindow(int threshold, Duration interval, String sensor, String name, SavedMaps maps) {
        this.threshold = threshold;
        this.interval = interval.toNanos();
        subjects = maps.map(sensor, name, Codec.STRING, StateCodec.of(Window.class));
        subjects.forEach((subject, window) -> cost += window.cost());
    }

    /** Whether a thing is among those of a subject that are counted exactly. */
    public boolean has(String subject, String thing, long time) {
        Window window = subjects.get(subject);
        if (window == null) {
            return false;
        }
        int before = window.cost();
        window.forget(time - interval);
        cost += window.cost() - before;
        subjects.changed(subject);
        return window.has(thing);
    }

    /** Counts a thing. */
    public Optional<Counted> observe(String subject, String thing, long time) {
        return observe(subject, thing, null, time);
    }

    /**
     * Counts a thing.
     *
     * @param sample what to say of it, should it be among the first; null for nothing
     * @return what was counted, when that reaches the threshold
     */
    public Optional<Counted> observe(String subject, String thing, String sample, long time) {
        forgetQuiet(time - interval);
        Window window = subjects.get(subject);
        if (window == null) {
            window = new Window();
            if (subjects.size() >= MAX_SUBJECTS) {
                forgetQuietest();
            }
        }
        int before = window.cost();
        window.forget(time - interval);
        window.add(thing, sample, time);
        cost += window.cost() - before;
        subjects.putLast(subject, window);
        if (window.count() < threshold) {
            if (cost > MAX_THINGS) {
                forgetQuietest();
            }
            return Optional.empty();
        }
        forget(subject);
        return Optional.of(window.counted());
    }

    private void forgetQuiet(long time) {
        while (!subjects.isEmpty() && subjects.first().isQuietSince(time)) {
            forgetQuietest();
        }
    }

    private void forgetQuietest() {
        forget(subjects.firstKey());
    }

    private void forget(String subject) {
        Window window = subjects.remove(subject);
        if (window != null) {
            cost -= window.cost();
        }
    }
}
