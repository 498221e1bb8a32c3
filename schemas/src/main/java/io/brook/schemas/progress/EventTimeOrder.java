package io.brook.schemas.progress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts what several tasks say about a sensor's traffic back into the order in which it happened: holds each event until no
 * older one can come. What a stage decides from events in this order does not depend on how the traffic was split.
 *
 * <p>Holds what happened since the slowest task's last {@link Progress}; an event that comes too late is handed out with the
 * next ones.
 *
 * @param <T> the events
 */
public final class EventTimeOrder<T> {
    private final Comparator<Event<T>> order;
    private final Map<String, Timeline<T>> sensors = new HashMap<>();

    /**
     * How far all origins have come with a sensor's traffic.
     *
     * @param time everything before it has been handed out, in nanoseconds since the epoch; at the end, the latest that an
     *     origin spoke of
     */
    public record Reached(String sensor, long time, boolean end) {
        /** The same, as one task of the next stage says it. */
        public Progress by(Stage stage, int origin, int origins) {
            return new Progress(sensor, stage.label(), origin, origins, time, end);
        }
    }

    private record Event<T>(long time, T value) {}

    private static final class Timeline<T> {
        private final Watermark watermark = new Watermark();
        private final PriorityQueue<Event<T>> waiting;

        /** The latest time that any origin spoke of: what is said when all have ended. */
        private long latest = Watermark.NOTHING;

        Timeline(Comparator<Event<T>> order) {
            waiting = new PriorityQueue<>(order);
        }
    }

    /** @param tie the order of events of the same time; a total one, or the result depends on how they arrive */
    public EventTimeOrder(Comparator<? super T> tie) {
        Comparator<Event<T>> byTime = Comparator.comparingLong(Event::time);
        order = byTime.thenComparing(Event::value, tie);
    }

    /** @param time when it happened, in nanoseconds since the epoch */
    public void add(String sensor, long time, T value) {
        timeline(sensor).waiting.add(new Event<>(time, value));
    }

    /**
     * Takes in how far an origin has come, and hands out in order what that completes. Once all origins have ended, the sensor
     * is forgotten.
     *
     * @return how far all have come, if that is farther than before
     */
    public Optional<Reached> advance(Progress progress, Consumer<T> ready) {
        String sensor = progress.getSensor();
        Timeline<T> timeline = timeline(sensor);
        timeline.latest = Math.max(timeline.latest, progress.getTime());
        if (!timeline.watermark.advance(progress)) {
            return Optional.empty();
        }
        long time = timeline.watermark.time();
        boolean end = timeline.watermark.ended();
        PriorityQueue<Event<T>> waiting = timeline.waiting;
        while (!waiting.isEmpty() && (waiting.peek().time < time || end)) {
            ready.accept(waiting.poll().value);
        }
        if (end) {
            sensors.remove(sensor);
        }
        return Optional.of(new Reached(sensor, end ? timeline.latest : time, end));
    }

    private Timeline<T> timeline(String sensor) {
        return sensors.computeIfAbsent(sensor, s -> new Timeline<>(order));
    }
}
