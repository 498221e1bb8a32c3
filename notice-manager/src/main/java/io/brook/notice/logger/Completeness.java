package io.brook.notice.logger;

import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * Says up to which time the logs of each sensor are complete, that is, when no older line can come.
 *
 * <p>Two things make it so. All stages that log must have passed the time; and all that they published before they said so
 * must have been read. For the second, once a stage's {@link Progress} is heard, a fence is put up where every log partition
 * ends now, and the time holds when the reader has passed the fence. A stage publishes its lines before or together with its
 * progress, so the ends cover them. While a fence stands, what is heard waits for the next one.
 *
 * @param <P> what names a partition
 */
final class Completeness<P> {
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final long patience;
    private final LongSupplier clock;
    private Map<P, Long> fence = Map.of();
    private boolean fenced;

    private static final class Sensor {
        private final Map<Stage, Watermark> stages = new EnumMap<>(Stage.class);
        private long heard = Watermark.NOTHING;
        private long fenced = Watermark.NOTHING;
        private long complete = Watermark.NOTHING;
        private long lastHeard;

        Sensor() {
            Stage.LOGGING.forEach(stage -> stages.put(stage, new Watermark()));
        }

        void hear(Stage stage, Progress progress) {
            stages.get(stage).advance(progress);
            heard = stages.values().stream().mapToLong(Watermark::time).min().orElseThrow();
        }
    }

    /** Without limit: no sensor is ever silent. */
    Completeness() {
        this(Duration.ofNanos(Long.MAX_VALUE), () -> 0);
    }

    /**
     * @param patience how long a sensor may say nothing before it counts as silent
     * @param clock nanoseconds from some origin
     */
    Completeness(Duration patience, LongSupplier clock) {
        this.patience = patience.toNanos();
        this.clock = clock;
    }

    /**
     * Takes in a sensor.
     *
     * @param heard what is known of it already, as {@link #heard} said it; empty for a new one
     */
    void open(String name, Map<String, List<Long>> heard) {
        Sensor sensor = new Sensor();
        sensor.lastHeard = clock.getAsLong();
        sensors.put(name, sensor);
        heard.forEach((stage, times) -> {
            for (int i = 0; i < times.size(); i++) {
                long time = times.get(i);
                if (time != Watermark.NOTHING) {
                    hear(new Progress(name, stage, i, times.size(), time, time == Watermark.END));
                }
            }
        });
    }

    /** Forgets a sensor. */
    void close(String name) {
        sensors.remove(name);
    }

    /** What the origins of each stage have said of a sensor: times by the origin's number, by the stage's name. */
    Map<String, List<Long>> heard(String name) {
        Map<String, List<Long>> heard = new HashMap<>();
        sensors.get(name).stages.forEach((stage, watermark) -> {
            if (watermark.times().length > 0) {
                heard.put(
                        stage.label(), LongStream.of(watermark.times()).boxed().toList());
            }
        });
        return heard;
    }

    /** Takes in how far a stage has come. */
    void hear(Progress progress) {
        Sensor sensor = sensors.get(progress.getSensor());
        if (sensor == null) {
            return;
        }
        sensor.lastHeard = clock.getAsLong();
        for (Stage stage : Stage.LOGGING) {
            if (stage.label().equals(progress.getStage())) {
                sensor.hear(stage, progress);
            }
        }
    }

    /**
     * Looks whether the reader has passed the fence, and puts up the next one when something new was heard.
     *
     * @param position up to where a partition has been read
     * @param ends where each log partition ends now
     * @return whether the logs of any sensor are complete up to a later time than before
     */
    boolean advance(ToLongFunction<P> position, Supplier<Map<P, Long>> ends) {
        boolean moved = false;
        while (true) {
            if (fenced) {
                if (!isPassed(position)) {
                    return moved;
                }
                fenced = false;
                moved = true;
                sensors.values().forEach(sensor -> sensor.complete = sensor.fenced);
            }
            if (sensors.values().stream().allMatch(sensor -> sensor.heard == sensor.complete)) {
                return moved;
            }
            fence = ends.get();
            fenced = true;
            sensors.values().forEach(sensor -> sensor.fenced = sensor.heard);
        }
    }

    private boolean isPassed(ToLongFunction<P> position) {
        return fence.entrySet().stream().allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
    }

    /** Every line of the sensor that was written before this time has been read: nanoseconds, or {@link Watermark#END}. */
    long complete(String sensor) {
        return sensors.get(sensor).complete;
    }

    /** Whether it has not ended, and nobody has said anything of it for longer than may be. */
    boolean isSilent(String name) {
        Sensor sensor = sensors.get(name);
        return sensor.heard != Watermark.END && clock.getAsLong() - sensor.lastHeard > patience;
    }
}
