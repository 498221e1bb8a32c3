package io.brook.schemas.progress;

import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.Shelf;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The events of one sensor that wait on disk. A piece of each run may be in memory, which is about a hundredth of what waits. */
final class WaitingRuns<T> {
    private final String sensor;
    private final Shelf shelf;
    private final Codec<Event<T>> codec;
    private final SavedMap<Long, long[]> saved;
    private final Map<Long, EventRun<T>> runs = new HashMap<>();

    /** Those whose first event is due, the earliest first. */
    private final PriorityQueue<EventRun<T>> due;

    private final Set<EventRun<T>> changed = new HashSet<>();
    private long until = Watermark.NOTHING;
    private long nextPiece;

    WaitingRuns(String sensor, Comparator<Event<T>> order, SavedMaps maps, Shelf shelf, Codec<Event<T>> codec) {
        this.sensor = sensor;
        this.shelf = shelf;
        this.codec = codec;
        due = new PriorityQueue<>(Comparator.comparing(EventRun::first, order));
        saved = maps.map(sensor, "runs", Codec.LONG, Codec.LONGS);
        saved.forEach((number, run) -> keep(EventRun.of(sensor, shelf, codec, number, run)));
    }

    private void keep(EventRun<T> run) {
        runs.put(run.number(), run);
        nextPiece = Math.max(nextPiece, run.end());
    }

    /** Whether an event of a time is due when all origins have come to another time. */
    static boolean isBefore(long time, long other) {
        return time < other || other == Watermark.END;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Puts events on disk, in order. */
    void add(List<Event<T>> events) {
        EventRun<T> run = EventRun.write(sensor, shelf, codec, nextPiece, events);
        keep(run);
        saved.put(run.number(), run.saved());
    }

    /** All events from before a time are due from now on. */
    void until(long time) {
        until = time;
        due.clear();
        for (EventRun<T> run : runs.values()) {
            addIfDue(run);
        }
    }

    private void addIfDue(EventRun<T> run) {
        if (!run.isEmpty() && isBefore(run.firstTime(), until)) {
            due.add(run);
        }
    }

    /** The earliest event that is due, or null. */
    Event<T> first() {
        EventRun<T> run = due.peek();
        return run == null ? null : run.first();
    }

    /** Takes the earliest event. */
    Event<T> take() {
        EventRun<T> run = due.remove();
        Event<T> event = run.take();
        changed.add(run);
        addIfDue(run);
        return event;
    }

    /** Notes what has been taken. */
    void save() {
        for (EventRun<T> run : changed) {
            if (run.isEmpty()) {
                runs.remove(run.number());
                saved.remove(run.number());
            } else {
                saved.put(run.number(), run.saved());
            }
        }
        changed.clear();
    }
}
