package io.brook.schemas.progress;

import io.brook.schemas.record.Progress;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.Shelf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores the order of events that several tasks report about a sensor's traffic: holds each event until no older one can come. What
 * a stage decides from events in this order does not depend on how the traffic was split.
 *
 * <p>Holds what happened since the slowest task's last {@link Progress}; an event that comes too late is delivered with the next
 * ones. How much that is, others decide: a task may be hours behind. So what waits goes to disk, in order, when it is more than memory
 * is meant for, and is merged with what waits in memory when its time has come.
 *
 * @param <T> the events
 */
public final class EventTimeOrder<T> {
    private static final String LATEST = "latest";
    private static final String ORIGINS = "origins";

    private static final Logger LOG = LoggerFactory.getLogger(EventTimeOrder.class);

    /** How many events of one task wait in memory: tens of megabytes at most, and more than wait where nobody is behind. */
    private static final int MOST = 50_000;

    /** The least that is worth a run on disk. */
    private static final int LEAST = 1024;

    private final Comparator<Event<T>> order;
    private final SavedMaps maps;
    private final Shelf shelf;
    private final int most;
    private final Codec<Event<T>> events;
    private final Map<String, SensorOrder<T>> sensors = new HashMap<>();
    private int inMemory;
    /** More in memory makes some of it go to disk. */
    private int limit;

    /**
     * How far all origins have come with a sensor's traffic.
     *
     * @param time everything before it has been delivered, in nanoseconds since the epoch; at the end, the latest that an
     *     origin reported
     */
    public record Reached(String sensor, long time, boolean end) {
        /** The same, as progress of one task of the next stage. */
        public Progress by(Stage stage, int origin, int origins) {
            return new Progress(sensor, stage.label(), origin, origins, time, end);
        }
    }

    private static final class SensorOrder<T> {
        private final String sensor;
        private final PriorityQueue<Event<T>> waiting;
        private final SavedMap<Long, Event<T>> saved;
        private final SavedMap<String, long[]> marks;
        private final Watermark watermark;
        private final WaitingRuns<T> runs;

        /** The latest time that any origin reported: passed on when all have ended. */
        private long latest;

        private long nextNumber;
        /** The stage that reports; null before it has. */
        private String stage;

        SensorOrder(
                String sensor,
                Comparator<Event<T>> order,
                SavedMap<Long, Event<T>> saved,
                SavedMap<String, long[]> marks,
                WaitingRuns<T> runs) {
            this.sensor = sensor;
            this.waiting = new PriorityQueue<>(order);
            this.saved = saved;
            this.marks = marks;
            this.runs = runs;
            saved.forEach((number, event) -> {
                waiting.add(event);
                nextNumber = number + 1;
            });
            long[] origins = marks.get(ORIGINS);
            watermark = origins == null ? new Watermark() : Watermark.of(origins);
            latest = marks.get(LATEST) == null ? Watermark.NOTHING : marks.get(LATEST)[0];
        }

        void add(long time, T value) {
            Event<T> event = new Event<>(nextNumber++, time, value);
            waiting.add(event);
            saved.put(event.number(), event);
        }

        boolean advance(Progress progress) {
            stage = progress.getStage();
            latest = Math.max(latest, progress.getTime());
            boolean moved = watermark.advance(progress);
            marks.put(LATEST, new long[] {latest});
            marks.put(ORIGINS, watermark.times());
            return moved;
        }

        /** Puts all that waits in memory on disk. */
        void spill() {
            if (runs.isEmpty()) {
                LOG.warn(
                        "sensor {}: {} records wait for {}; more of them go to disk",
                        sensor,
                        waiting.size(),
                        slowest());
            }
            List<Event<T>> events = new ArrayList<>(waiting.size());
            while (!waiting.isEmpty()) {
                events.add(next());
            }
            runs.add(events);
        }

        private String slowest() {
            return stage == null ? "the first news of it" : stage + ", " + watermark.slowest();
        }

        /** Gives the events from before a time to a consumer. */
        void deliver(long time, Consumer<T> ready) {
            runs.until(time);
            while (true) {
                Event<T> here = waiting.peek();
                Event<T> there = runs.first();
                if (there != null && (here == null || waiting.comparator().compare(there, here) < 0)) {
                    ready.accept(runs.take().value());
                } else if (here != null && WaitingRuns.isBefore(here.time(), time)) {
                    ready.accept(next().value());
                } else {
                    break;
                }
            }
            runs.save();
        }

        void forget() {
            saved.clear();
            marks.clear();
        }

        private Event<T> next() {
            Event<T> event = waiting.poll();
            saved.remove(event.number());
            return event;
        }
    }

    /**
     * @param tie the order of events of the same time; it must be total, or the result depends on how they arrive
     * @param maps where waiting events are kept
     * @param shelf where they are put when there are too many
     * @param codec of the events
     */
    public EventTimeOrder(Comparator<? super T> tie, SavedMaps maps, Shelf shelf, Codec<T> codec) {
        this(tie, maps, shelf, codec, MOST);
    }

    /** @param most how many events may wait in memory */
    EventTimeOrder(Comparator<? super T> tie, SavedMaps maps, Shelf shelf, Codec<T> codec, int most) {
        this.order = (one, other) -> {
            int byTime = Long.compare(one.time(), other.time());
            return byTime != 0 ? byTime : tie.compare(one.value(), other.value());
        };
        this.maps = maps;
        this.shelf = shelf;
        this.events = Event.codec(codec);
        this.most = most;
        limit = most;
    }

    /** @param time when it happened, in nanoseconds since the epoch */
    public void add(String sensor, long time, T value) {
        sensorOrder(sensor).add(time, value);
        inMemory++;
        if (inMemory > limit) {
            spill();
        }
    }

    /** What waits of the sensor of which most waits. Of very many sensors a little of each stays in memory. */
    private void spill() {
        SensorOrder<T> largest =
                Collections.max(sensors.values(), Comparator.comparingInt(sensorOrder -> sensorOrder.waiting.size()));
        if (largest.waiting.size() >= Math.min(most, LEAST)) {
            inMemory -= largest.waiting.size();
            largest.spill();
        }
        limit = Math.max(most, inMemory + LEAST);
    }

    /**
     * Processes the progress of an origin, and delivers in order the events that it completes. Once all origins have ended, the sensor
     * is forgotten here; the owner has to {@linkplain SavedMaps#forget forget} its maps.
     *
     * @return how far all have come, if that is farther than before
     */
    public Optional<Reached> advance(Progress progress, Consumer<T> ready) {
        String sensor = progress.getSensor();
        SensorOrder<T> sensorOrder = sensorOrder(sensor);
        if (!sensorOrder.advance(progress)) {
            return Optional.empty();
        }
        long time = sensorOrder.watermark.time();
        boolean end = sensorOrder.watermark.ended();
        int before = sensorOrder.waiting.size();
        sensorOrder.deliver(time, ready);
        inMemory -= before - sensorOrder.waiting.size();
        if (end) {
            sensorOrder.forget();
            sensors.remove(sensor);
        }
        return Optional.of(new Reached(sensor, end ? sensorOrder.latest : time, end));
    }

    private SensorOrder<T> sensorOrder(String sensor) {
        SensorOrder<T> known = sensors.get(sensor);
        if (known != null) {
            return known;
        }
        SensorOrder<T> sensorOrder = new SensorOrder<>(
                sensor,
                order,
                maps.map(sensor, "waiting", Codec.LONG, events),
                maps.map(sensor, "watermark", Codec.STRING, Codec.LONGS),
                new WaitingRuns<>(sensor, order, maps, shelf, events));
        inMemory += sensorOrder.waiting.size();
        sensors.put(sensor, sensorOrder);
        return sensorOrder;
    }
}
