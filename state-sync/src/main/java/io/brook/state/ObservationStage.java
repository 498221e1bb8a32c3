package io.brook.state;

import io.brook.schemas.progress.Silences;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import io.brook.schemas.task.OrderedStage;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;

/** Asks the {@link KnownSet} of their kind which observations are news, and publishes these. */
final class ObservationStage implements OrderedStage {
    private final SavedMaps maps;
    private final Output output;
    private final Map<String, Sensor> sensors = new HashMap<>();

    /** What is known of a sensor, by topic. */
    private record Sensor(Silences silences, Map<Topic, KnownSet> known) {}

    ObservationStage(SavedMaps maps, Output output) {
        this.maps = maps;
        this.output = output;
    }

    @Override
    public void hear(Rhythm rhythm) {
        sensor(rhythm.getSensor()).silences().hear(rhythm);
    }

    @Override
    public void take(Report report) {
        Topic topic = Topics.known(report.found());
        long noticed = sensor(report.sensor()).silences().nextPacket(report.time());
        known(report.sensor(), topic).observe(report, noticed).ifPresent(change -> {
            SubjectKey key = new SubjectKey(report.sensor(), report.subject());
            output.forward(topic.name(), key, change.known());
            output.forward(StateTopology.LOG, key, change.line());
        });
    }

    @Override
    public void reach(String sensor, long time) {
        sensor(sensor).silences().forget(time);
    }

    @Override
    public void end(String sensor, long time) {
        Topics.known().forEach(topic -> known(sensor, topic).end());
        sensors.remove(sensor);
    }

    /** Workers' tables hold what is known here, so a record without a value removes what is forgotten. */
    private KnownSet known(String sensor, Topic topic) {
        return sensor(sensor)
                .known()
                .computeIfAbsent(
                        topic,
                        kind -> new KnownSet(
                                maps,
                                sensor,
                                kind.name(),
                                subject -> output.forward(kind.name(), new SubjectKey(sensor, subject), null)));
    }

    private Sensor sensor(String name) {
        return sensors.computeIfAbsent(name, sensor -> new Sensor(new Silences(maps, sensor), new HashMap<>()));
    }
}
