package io.brook.schemas.progress;

import io.brook.schemas.record.Progress;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Restores the order of events that several tasks report about a sensor's traffic: holds each event until no older one can come. What
 * a stage decides from events in this order does not depend on how the traffic was split.
 *
 * <p>Holds what happened since the slowest task's last {@link Progress}; an event that comes too late is delivered with the next
 * ones.
 *
 * @param <T> the events
 */
public final class EventTimeOrder<T> {
    private static final String LATEST = "latest";
    private static final String ORIGINS = "origins";

    private final Comparator<Event<T>> order;
    private final SavedMaps maps;
    private final Codec<Event<T>> events;
    private final Map<String, Timeline<T>> sensors = new HashMap<>();

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

    /** @param number unique among the events that wait */
    private record Event<T>(long number, long time, T value) {}

    private static final class Timeline<T> {
        private final PriorityQueue<Event<T>> waiting;
        private final SavedMap<Long, Event<T>> saved;
        private final SavedMap<String, long[]> marks;
        private final Watermark watermark;

        /** The latest time that any origin reported: passed on when all have ended. */
        private long latest;

        private long nextNumber;

        Timeline(Comparator<Event<T>> order, SavedMap<Long, Event<T>> saved, SavedMap<String, long[]> marks) {
            this.waiting = new PriorityQueue<>(order);
            this.saved = saved;
            this.marks = marks;
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
            saved.put(event.number, event);
        }

        boolean advance(Progress progress) {
            latest = Math.max(latest, progress.getTime());
            boolean moved = watermark.advance(progress);
            marks.put(LATEST, new long[] {latest});
            marks.put(ORIGINS, watermark.times());
            return moved;
        }

        void forget() {
            saved.clear();
            marks.clear();
        }

        T next() {
            Event<T> event = waiting.poll();
            saved.remove(event.number);
            return event.value;
        }
    }

    /**
     * @param tie the order of events of the same time; it must be total, or the result depends on how they arrive
     * @param maps where waiting events are kept
     * @param codec of the events
     */
    public EventTimeOrder(Comparator<? super T> tie, SavedMaps maps, Codec<T> codec) {
        Comparator<Event<T>> byTime = Comparator.comparingLong(Event::time);
        this.order = byTime.thenComparing(Event::value, tie);
        this.maps = maps;
        this.events = new EventCodec<>(codec);
    }

    private record EventCodec<T>(Codec<T> values) implements Codec<Event<T>> {
        @Override
        public byte[] encode(Event<T> event) {
            byte[] value = values.encode(event.value);
            return ByteBuffer.allocate(2 * Long.BYTES + value.length)
                    .putLong(event.number)
                    .putLong(event.time)
                    .put(value)
                    .array();
        }

        @Override
        public Event<T> decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long number = in.getLong();
            long time = in.getLong();
            byte[] value = new byte[in.remaining()];
            in.get(value);
            return new Event<>(number, time, values.decode(value));
        }
    }

    /** @param time when it happened, in nanoseconds since the epoch */
    public void add(String sensor, long time, T value) {
        timeline(sensor).add(time, value);
    }

    /**
     * Processes the progress of an origin, and delivers in order the events that it completes. Once all origins have ended, the sensor
     * is forgotten here; the owner has to {@linkplain SavedMaps#forget forget} its maps.
     *
     * @return how far all have come, if that is farther than before
     */
    public Optional<Reached> advance(Progress progress, Consumer<T> ready) {
        String sensor = progress.getSensor();
        Timeline<T> timeline = timeline(sensor);
        if (!timeline.advance(progress)) {
            return Optional.empty();
        }
        long time = timeline.watermark.time();
        boolean end = timeline.watermark.ended();
        PriorityQueue<Event<T>> waiting = timeline.waiting;
        while (!waiting.isEmpty() && (waiting.peek().time < time || end)) {
            ready.accept(timeline.next());
        }
        if (end) {
            timeline.forget();
            sensors.remove(sensor);
        }
        return Optional.of(new Reached(sensor, end ? timeline.latest : time, end));
    }

    private Timeline<T> timeline(String sensor) {
        return sensors.computeIfAbsent(
                sensor,
                s -> new Timeline<>(
                        order,
                        maps.map(s, "waiting", Codec.LONG, events),
                        maps.map(s, "watermark", Codec.STRING, Codec.LONGS)));
    }
}
