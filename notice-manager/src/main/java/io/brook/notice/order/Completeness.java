package io.brook.notice.order;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.record.Progress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Knows up to which time the logs of each sensor are complete, that is, when no older line can come.
 *
 * <p>There are two conditions: all stages that write logs must have passed the time, and everything that they published before they
 * said so must have been read. For the second, when a stage's {@link Progress} arrives, a fence is set at the present ends of all log
 * partitions, and the time holds when the reader has passed the fence. A stage publishes its lines before or together with its
 * progress, so the ends cover them. While a fence is set, further progress waits for the next one.
 *
 * @param <P> what names a partition
 */
public final class Completeness<P> implements Stragglers.Positions {
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Stragglers stragglers;
    private Map<P, Long> fence = Map.of();
    private boolean fenced;

    private static final class Sensor {
        private final Map<Stage, Watermark> stages = new EnumMap<>(Stage.class);
        private long heard = Watermark.NOTHING;
        private long fenced = Watermark.NOTHING;
        private long complete = Watermark.NOTHING;

        Sensor() {
            Stage.LOGGING.forEach(stage -> stages.put(stage, new Watermark()));
        }

        /** Whether it has come farther. */
        boolean hear(Stage stage, Progress progress) {
            stages.get(stage).advance(progress);
            long before = heard;
            heard = stages.values().stream().mapToLong(Watermark::time).min().orElseThrow();
            return heard > before;
        }
    }

    /** Without limit: every sensor is waited for, however long it stalls. */
    public Completeness() {
        this(new Stragglers(Duration.ofNanos(Long.MAX_VALUE), () -> 0, line -> {}));
    }

    /** @param stragglers decides which sensors nobody waits for */
    public Completeness(Stragglers stragglers) {
        this.stragglers = stragglers;
    }

    /**
     * Adds a sensor.
     *
     * @param heard its earlier {@link #origins}; empty for a new one
     */
    public void open(String name, Map<String, List<Long>> heard) {
        Sensor sensor = new Sensor();
        sensors.put(name, sensor);
        stragglers.open(name);
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
    public void close(String name) {
        sensors.remove(name);
        stragglers.close(name);
    }

    /** The progress of a sensor: times by the origin's number, by the stage's name. */
    public Map<String, List<Long>> origins(String name) {
        Map<String, List<Long>> heard = new HashMap<>();
        sensors.get(name).stages.forEach((stage, watermark) -> {
            if (watermark.times().length > 0) {
                heard.put(
                        stage.label(), LongStream.of(watermark.times()).boxed().toList());
            }
        });
        return heard;
    }

    /** Processes the progress of a stage. */
    public void hear(Progress progress) {
        Sensor sensor = sensors.get(progress.getSensor());
        if (sensor == null) {
            return;
        }
        for (Stage stage : Stage.LOGGING) {
            if (stage.label().equals(progress.getStage()) && sensor.hear(stage, progress)) {
                stragglers.move(progress.getSensor());
            }
        }
    }

    /**
     * Checks whether the reader has passed the fence, and sets the next one if there is new progress.
     *
     * @param position the reader's position in a partition
     * @param ends finds the present ends of all log partitions
     * @return whether the logs of any sensor are complete up to a later time than before
     */
    public boolean advance(ToLongFunction<P> position, Supplier<Map<P, Long>> ends) {
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
    public long complete(String sensor) {
        return sensors.get(sensor).complete;
    }

    /** Decides again which sensors stall. */
    void look() {
        stragglers.look(this);
    }

    /** Whether a sensor stalls, so that nothing more is expected for now. */
    boolean isStill(String sensor) {
        return stragglers.isStill(sensor);
    }

    /** Whether others wait for a sensor: it neither stalls nor is behind because it did. */
    boolean isAwaited(String sensor) {
        return stragglers.isAwaited(sensor);
    }

    @Override
    public boolean isEnded(String sensor) {
        return sensors.get(sensor).heard == Watermark.END;
    }

    @Override
    public long heard(String sensor) {
        return sensors.get(sensor).heard;
    }

    /** The first of the slowest stages; if all tasks of the analysis are at the same time, its input is missing. */
    @Override
    public String slowest(String name) {
        Sensor sensor = sensors.get(name);
        Stage stage = Stage.LOGGING.stream()
                .filter(each -> sensor.stages.get(each).time() == sensor.heard)
                .findFirst()
                .orElseThrow();
        long[] times = sensor.stages.get(stage).times();
        long[] slow = IntStream.range(0, times.length)
                .filter(i -> times[i] == sensor.heard)
                .asLongStream()
                .toArray();
        if (slow.length == times.length) {
            return "no news from its " + (stage == Stage.ANALYSIS ? Stage.CAPTURE : stage).label();
        }
        return "no news from its " + stage.label() + ", task " + slow[0] + " of " + times.length;
    }
}
