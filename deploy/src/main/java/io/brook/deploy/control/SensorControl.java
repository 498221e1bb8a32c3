package io.brook.deploy.control;

import io.brook.capture.resume.SensorLives;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.node.Ownership;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.Progress;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The sensors of a cluster: those whose traces or spools captures have published, and those of live traffic. */
public final class SensorControl {
    private final Map<String, Object> client;
    private final Names names;

    /** The state of a sensor. */
    public enum State {
        /** A capture of it runs. */
        CAPTURING,
        /** Its input has not ended, but no capture of it runs: one was interrupted. */
        SILENT,
        /** Its input has ended. */
        ENDED
    }

    /**
     * A sensor.
     *
     * @param lastTime the time of its latest packet, in nanoseconds since the epoch; for live traffic, the time that its analysis has
     *     come to; 0 where there is none
     * @param published what captures have committed of traces or a spool; null for live traffic, which nobody keeps account of
     */
    public record Sensor(String name, State state, long lastTime, Published published) {}

    /**
     * How much of it is in the topic packets.
     *
     * @param traces the traces that it is made of
     * @param bytes the captured bytes of the packets
     */
    public record Published(int traces, long packets, long bytes) {}

    /** @param client the settings that clients connect with */
    public SensorControl(Map<String, Object> client) {
        this.client = client;
        names = Names.of(client);
    }

    /**
     * All of them: those of traces and spools by name, and then those of live traffic that workers have reported, by name.
     *
     * @throws ExecutionException when a broker refuses
     */
    public List<Sensor> list() throws ExecutionException, InterruptedException {
        Collection<CaptureProgress> captures = captures();
        try (Admin admin = Admin.create(client)) {
            List<Sensor> sensors = published(captures, admin);
            Set<String> captured =
                    captures.stream().map(CaptureProgress::getSensor).collect(Collectors.toSet());
            Set<String> tapped = tapped(admin);
            for (Map.Entry<String, List<Progress>> each : analysed().entrySet()) {
                if (!captured.contains(SensorName.of(each.getKey()))) {
                    sensors.add(live(each.getKey(), each.getValue(), tapped));
                }
            }
            return sensors;
        }
    }

    private Collection<CaptureProgress> captures() {
        return CompactedTopic.read(client, names.of(Topics.CAPTURE_PROGRESS), CaptureProgress.class)
                .values();
    }

    private List<Sensor> published(Collection<CaptureProgress> captures, Admin admin)
            throws ExecutionException, InterruptedException {
        List<Sensor> sensors = new ArrayList<>();
        for (CaptureProgress progress : captures) {
            if (SensorLives.isBegun(progress)) {
                Published published =
                        new Published(progress.getTraces().size(), progress.getPackets(), progress.getBytes());
                sensors.add(
                        new Sensor(progress.getSensor(), stateOf(progress, admin), progress.getLastTime(), published));
            }
        }
        return sensors;
    }

    /** The last progress of the tasks of analysis, by sensor. */
    private SortedMap<String, List<Progress>> analysed() {
        SortedMap<String, List<Progress>> sensors = new TreeMap<>();
        for (Progress progress : CompactedTopic.read(client, names.of(Topics.PROGRESS), Progress.class)
                .values()) {
            if (progress.getStage().equals(Stage.ANALYSIS.label())) {
                sensors.computeIfAbsent(progress.getSensor(), name -> new ArrayList<>())
                        .add(progress);
            }
        }
        return sensors;
    }

    private static Sensor live(String name, List<Progress> tasks, Set<String> tapped) {
        long time = tasks.stream().mapToLong(Progress::getTime).min().orElseThrow();
        State state;
        if (tasks.stream().allMatch(Progress::getEnd)) {
            state = State.ENDED;
        } else {
            state = tapped.contains(name) ? State.CAPTURING : State.SILENT;
        }
        return new Sensor(name, state, time, null);
    }

    /** The sensors of which a tap is being captured. */
    private Set<String> tapped(Admin admin) throws ExecutionException, InterruptedException {
        String taps = Ownership.group(names, Ownership.TAP, "");
        List<String> groups = admin.listGroups().valid().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(taps))
                .toList();
        Set<String> tapped = new HashSet<>();
        for (ConsumerGroupDescription group :
                admin.describeConsumerGroups(groups).all().get().values()) {
            if (!group.members().isEmpty()) {
                tapped.add(Ownership.sensorOfTap(group.groupId()));
            }
        }
        return tapped;
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
     * Allows a sensor's name to be used again. If its input was interrupted, this ends it.
     *
     * @throws RunException when a capture of it runs, there is no such sensor, or Kafka refuses
     * @throws ExecutionException when a broker refuses
     */
    public void forget(String sensor) throws RunException, ExecutionException, InterruptedException {
        if (captures().stream().noneMatch(each -> each.getSensor().equals(sensor) && SensorLives.isBegun(each))) {
            throw new RunException(
                    "there is no sensor " + sensor + " of traces or a spool; brook sensors lists them", null);
        }
        try (Ownership owned = new Ownership(client, Ownership.SENSOR, sensor)) {
            owned.await();
            SensorLives.forget(client, sensor);
        }
    }
}
