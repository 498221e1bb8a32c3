package io.brook.notice.order;

import io.brook.schemas.progress.Watermark;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Up to which time the lines of each sensor may be written now.
 *
 * <p>In a folder of its own, a sensor is written as far as it is complete. In a folder for all, the lines of every sensor wait for the
 * slowest one, because otherwise their order would depend on who came first. But a sensor that has ended waits only for those that
 * appeared before its end, and nobody waits for one that stalls, until it has caught up. The lines of a sensor that stalls are written
 * without waiting for more.
 */
public final class WriteOrder {
    private final Collection<SensorLines> sensors;
    private final Completeness<?> completeness;
    private final boolean perSensor;
    private final Map<Integer, Long> slowest = new HashMap<>();
    private final Map<SensorLines, Long> before = new HashMap<>();

    public WriteOrder(Collection<SensorLines> sensors, Completeness<?> completeness, boolean perSensor) {
        this.sensors = sensors;
        this.completeness = completeness;
        this.perSensor = perSensor;
        completeness.look();
        sensors.forEach(sensor -> before.put(sensor, Math.max(sensor.written(), complete(sensor))));
    }

    private long complete(SensorLines sensor) {
        if (completeness.isStill(sensor.name())) {
            return sensor.afterLatest();
        }
        long own = completeness.complete(sensor.name());
        return perSensor ? own : Math.min(own, slowest.computeIfAbsent(sensor.waitsFor(), this::slowest));
    }

    private long slowest(int waitsFor) {
        return sensors.stream()
                .filter(sensor -> sensor.number() < waitsFor && completeness.isAwaited(sensor.name()))
                .mapToLong(sensor -> completeness.complete(sensor.name()))
                .min()
                .orElse(Watermark.END);
    }

    /** All lines of the sensor that are older than this may be written: nanoseconds since the epoch, never going back. */
    public long before(SensorLines sensor) {
        return before.get(sensor);
    }

    /**
     * Up to which time all lines of these sensors are written: the time of the slowest that is waited for. Nobody knows as long as all
     * of them stall; those that are done have no more lines.
     */
    public long complete(Collection<SensorLines> of, Set<SensorLines> done) {
        List<SensorLines> going =
                of.stream().filter(sensor -> !done.contains(sensor)).toList();
        if (going.isEmpty()) {
            return Watermark.END;
        }
        return going.stream()
                .filter(sensor -> completeness.isAwaited(sensor.name()))
                .mapToLong(this::before)
                .min()
                .orElse(Watermark.NOTHING);
    }

    /** Whether all lines that a sensor has and will have may be written. */
    public boolean isLast(SensorLines sensor) {
        return completeness.complete(sensor.name()) == Watermark.END
                && (before(sensor) == Watermark.END || before(sensor) >= sensor.afterLatest());
    }
}
