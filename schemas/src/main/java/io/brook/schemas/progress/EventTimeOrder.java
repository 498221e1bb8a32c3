package io.brook.schemas.progress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
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

    private record Event<T>(long time, T value) {}

    private static final class Timeline<T> {
        private final Watermark watermark = new Watermark();
        private final PriorityQueue<Event<T>> waiting;

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
     * @return the sensor's watermark, if it moved: a time, or {@link Watermark#END}; else {@link Watermark#NOTHING}
     */
    public long advance(Progress progress, Consumer<T> ready) {
        String sensor = progress.getSensor();
        Timeline<T> timeline = timeline(sensor);
        if (!timeline.watermark.advance(progress)) {
            return Watermark.NOTHING;
        }
        long time = timeline.watermark.time();
        PriorityQueue<Event<T>> waiting = timeline.waiting;
        while (!waiting.isEmpty() && (waiting.peek().time < time || timeline.watermark.ended())) {
            ready.accept(waiting.poll().value);
        }
        if (timeline.watermark.ended()) {
            sensors.remove(sensor);
        }
        return time;
    }

    private Timeline<T> timeline(String sensor) {
        return sensors.computeIfAbsent(sensor, s -> new Timeline<>(order));
    }
}
