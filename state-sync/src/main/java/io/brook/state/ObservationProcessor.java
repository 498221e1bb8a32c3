package io.brook.state;

import io.brook.schemas.loss.Losses;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Silences;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Report;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts the observations of one partition in order, asks the {@link KnownSet} of their kind which are news, and says so. */
final class ObservationProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final int tasks;
    private final Losses processLosses;

    private final Map<String, Sensor> sensors = new HashMap<>();

    /** What is known of one sensor's things, by the topic that says so. */
    private record Sensor(Silences silences, Map<Topic, KnownSet> known) {}

    private TaskLosses losses;
    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Report> order;

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /**
     * @param tasks how many tasks read the topic
     * @param losses what all tasks of this process have lost
     */
    ObservationProcessor(int tasks, Losses losses) {
        this.tasks = tasks;
        processLosses = losses;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> taskContext) {
        context = taskContext;
        commit = new PromptCommit(context);
        store = context.getStateStore(StateTopology.STORE);
        maps = new SavedMaps(store.open(sink -> {
            losses.save();
            maps.save(sink);
        }));
        losses = new TaskLosses(
                processLosses,
                Stage.STATE,
                "state-sync",
                Topics.OBSERVATIONS,
                context,
                maps,
                line -> tell(StateTopology.LOG, new SubjectKey(TaskLosses.NO_SENSOR, ""), line),
                progress -> advance(progress, context.currentSystemTimeMs()));
        order = new EventTimeOrder<>(Report.TIE, maps, Report.CODEC);
    }

    @Override
    public void close() {
        store.release();
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> record) {
        if (record.value() instanceof Progress progress) {
            losses.before(progress.getSensor(), progress.getTime());
            advance(progress, record.timestamp());
        } else if (record.value() instanceof Rhythm rhythm) {
            losses.before(rhythm);
            sensor(rhythm.getSensor()).silences().hear(rhythm);
        } else {
            Report report = new Report(record.key().getSubject(), record.value());
            losses.before(report.sensor(), report.time());
            order.add(report.sensor(), report.time(), report);
        }
    }

    private void advance(Progress heard, long timestamp) {
        order.advance(heard, report -> judge(report, timestamp)).ifPresent(reached -> tell(reached, timestamp));
    }

    private void tell(EventTimeOrder.Reached reached, long timestamp) {
        if (reached.end()) {
            Topics.known().forEach(topic -> known(reached.sensor(), topic).end());
            sensors.remove(reached.sensor());
            losses.ended(reached.sensor());
            commit.request();
            maps.forget(reached.sensor());
        } else {
            sensor(reached.sensor()).silences().forget(reached.time());
        }
        Progress own = reached.by(Stage.STATE, context.taskId().partition(), tasks);
        SubjectKey key = Stage.key(own);
        context.forward(new Record<>(key, own, timestamp), StateTopology.PROGRESS);
    }

    private void tell(String sink, SubjectKey key, SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private void judge(Report report, long timestamp) {
        Topic topic = Topics.known(report.found());
        long noticed = sensor(report.sensor()).silences().nextPacket(report.time());
        known(report.sensor(), topic).observe(report, noticed).ifPresent(change -> {
            SubjectKey key = new SubjectKey(report.sensor(), report.subject());
            context.forward(new Record<>(key, change.known(), timestamp), topic.name());
            context.forward(new Record<>(key, change.line(), timestamp), StateTopology.LOG);
        });
    }

    /** What workers keep in their tables is what is known here, and so goes with it: a record without a value removes it. */
    private KnownSet known(String sensor, Topic topic) {
        return sensor(sensor)
                .known()
                .computeIfAbsent(
                        topic,
                        kind -> new KnownSet(
                                maps,
                                sensor,
                                kind.name(),
                                subject -> tell(kind.name(), new SubjectKey(sensor, subject), null)));
    }

    private Sensor sensor(String name) {
        return sensors.computeIfAbsent(name, sensor -> new Sensor(new Silences(maps, sensor), new HashMap<>()));
    }
}
