package io.brook.deploy.status;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Series;
import io.brook.schemas.record.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process, as seen from outside.
 *
 * @param said its last report
 * @param age how long ago that was
 */
public record ProcessView(ProcessStatus said, State state, Duration age) {
    /** How many intervals of its heartbeats a process may be silent. */
    static final int MISSED = 3;

    /** The state of a process. */
    public enum State {
        /** It does its work. */
        READY,
        /** It starts, waits for brokers, or is just being given its share. */
        STARTING,
        /** It has reported that it cannot go on. */
        FAILED,
        /** It has not reported for long, or its port does not answer: it has died, or is cut off. */
        SILENT
    }

    /** @param now milliseconds since the epoch */
    static ProcessView of(ProcessStatus said, long now, HealthPort port) {
        Duration age = Duration.ofMillis(Math.max(0, now - said.getTime()));
        return new ProcessView(said, state(said, age, port), age);
    }

    private static State state(ProcessStatus said, Duration age, HealthPort port) {
        if (age.toMillis() > MISSED * said.getInterval()) {
            return State.SILENT;
        }
        if (said.getFailure() != null) {
            return State.FAILED;
        }
        return switch (port.ask(said)) {
            case READY -> State.READY;
            case NOT_READY -> State.STARTING;
            case NOBODY -> State.SILENT;
            case UNKNOWN -> said.getReady() ? State.READY : State.STARTING;
        };
    }

    /** The value of a measure, over all values of the labels; empty when it does not have that measure. */
    public OptionalDouble total(Measure measure) {
        return total(said, measure);
    }

    /** The same of a report that nothing else is known of. */
    public static OptionalDouble total(ProcessStatus said, Measure measure) {
        return sum(measure, said.getMetrics());
    }

    /** The values of a measure by their label, of which it has one. */
    public SortedMap<String, Double> by(Measure measure) {
        String before = new Series(measure, List.of("")).toString();
        SortedMap<String, Double> values = new TreeMap<>();
        said.getMetrics().forEach((id, value) -> {
            if (id.startsWith(before.substring(0, before.length() - 2))) {
                values.put(id.substring(before.length() - 2, id.length() - 2), value);
            }
        });
        return values;
    }

    /** By how much it grows per second. */
    public OptionalDouble rate(Measure measure) {
        return sum(measure, said.getPerSecond());
    }

    private static OptionalDouble sum(Measure measure, Map<String, Double> values) {
        double[] found = values.entrySet().stream()
                .filter(each ->
                        each.getKey().equals(measure.id()) || each.getKey().startsWith(measure.id() + '{'))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        double sum = 0;
        for (double each : found) {
            sum += each;
        }
        return found.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}
