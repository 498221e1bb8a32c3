package io.brook.deploy.control;

import io.brook.capture.resume.SensorLives;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.node.Ownership;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The sensors that a cluster's captures have published. */
public final class SensorControl {
    private final Map<String, Object> client;
    private final Names names;

    /** What is going on with a sensor. */
    public enum State {
        /** A capture of it runs. */
        CAPTURING,
        /** Its input has not ended, but no capture of it runs: one has been broken off. */
        SILENT,
        /** Its input has ended. */
        ENDED
    }

    /**
     * A sensor.
     *
     * @param lastTime the time of its latest packet, in nanoseconds since the epoch; 0 where there is none
     * @param traces the traces that it is made of
     * @param packets those that have been published
     * @param bytes the captured bytes of these
     */
    public record Sensor(String name, State state, long lastTime, int traces, long packets, long bytes) {}

    /** @param client what clients need to connect to the brokers */
    public SensorControl(Map<String, Object> client) {
        this.client = client;
        names = Names.of(client);
    }

    /**
     * All of them, by name.
     *
     * @throws ExecutionException when a broker refuses
     */
    public List<Sensor> list() throws ExecutionException, InterruptedException {
        List<Sensor> sensors = new ArrayList<>();
        try (Admin admin = Admin.create(client)) {
            for (CaptureProgress progress : CompactedTopic.read(
                            client, names.of(Topics.CAPTURE_PROGRESS), CaptureProgress.class)
                    .values()) {
                if (SensorLives.isBegun(progress)) {
                    sensors.add(sensor(progress, stateOf(progress, admin)));
                }
            }
        }
        return sensors;
    }

    private static Sensor sensor(CaptureProgress progress, State state) {
        return new Sensor(
                progress.getSensor(),
                state,
                progress.getLastTime(),
                progress.getTraces().size(),
                progress.getPackets(),
                progress.getBytes());
    }

    private State stateOf(CaptureProgress progress, Admin admin) throws ExecutionException, InterruptedException {
        if (progress.getEnded()) {
            return State.ENDED;
        }
        String group = Ownership.group(names, Ownership.SENSOR, progress.getSensor());
        try {
            boolean captured = !admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .isEmpty();
            return captured ? State.CAPTURING : State.SILENT;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return State.SILENT;
            }
            throw e;
        }
    }

    /**
     * Lets a sensor's name be used again. An input that was broken off ends with it.
     *
     * @throws RunException when a capture of it runs, there is no such sensor, or Kafka refuses
     * @throws ExecutionException when a broker refuses
     */
    public void forget(String sensor) throws RunException, ExecutionException, InterruptedException {
        if (list().stream().noneMatch(each -> each.name().equals(sensor))) {
            throw new RunException("there is no sensor " + sensor + "; brook sensors lists them", null);
        }
        try (Ownership owned = new Ownership(client, Ownership.SENSOR, sensor)) {
            owned.await();
            SensorLives.forget(client, sensor);
        }
    }
}
