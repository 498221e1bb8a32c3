package io.brook.analysis.topology;

import io.brook.analysis.detect.Detection;
import io.brook.analysis.detect.scan.AddressScan;
import io.brook.analysis.registry.WeirdTable;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Report;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Weighs what all workers report about one subject, in the order in which it happened. */
final class DetectionProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final AnalysisConfig config;
    private final int origins;
    private final Losses processLosses;
    private final Map<String, Detection> sensors = new HashMap<>();

    private TaskLosses losses;
    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Report> evidence;
    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /**
     * @param origins how many tasks like this one there are
     * @param losses what all tasks of this process have lost
     */
    DetectionProcessor(AnalysisConfig config, int origins, Losses losses) {
        this.config = config;
        this.origins = origins;
        processLosses = losses;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> context) {
        this.context = context;
        commit = new PromptCommit(context);
        store = context.getStateStore(Nodes.DETECTION_STORE);
        maps = new SavedMaps(store.open(sink -> {
            losses.save();
            maps.save(sink);
        }));
        losses = new TaskLosses(
                processLosses,
                Stage.DETECTION,
                "detection",
                Topics.EVIDENCE,
                context,
                maps,
                line -> forward(Nodes.DETECTION_LOGS, null, line),
                this::advance);
        evidence = new EventTimeOrder<>(Report.TIE, maps, Report.CODEC);
    }

    @Override
    public void close() {
        store.release();
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> message) {
        if (message.value() instanceof Progress progress) {
            losses.before(progress.getSensor(), progress.getTime());
            advance(progress);
        } else if (message.value() instanceof Rhythm rhythm) {
            losses.before(rhythm);
            detectionOf(rhythm.getSensor()).hear(rhythm);
        } else {
            Report report = new Report(message.key().getSubject(), message.value());
            losses.before(report.sensor(), report.time());
            evidence.add(report.sensor(), report.time(), report);
        }
    }

    private void advance(Progress heard) {
        evidence.advance(heard, report -> detectionOf(report.sensor()).weigh(report))
                .ifPresent(this::tell);
    }

    private Detection detectionOf(String sensor) {
        return sensors.computeIfAbsent(sensor, s -> {
            AddressScan scan = new AddressScan(config.scanThreshold(), config.scanInterval(), s, maps);
            return new Detection(
                    scan, config.statistics().limits(), WeirdTable.POLICY, s, maps, this::log, this::raise);
        });
    }

    private void log(SpecificRecord line) {
        if (config.namesSensors() && line instanceof WeirdLog weird) {
            weird.setPeer(SensorName.of(weird.getMeta().getSensor()));
        }
        forward(Nodes.DETECTION_LOGS, null, line);
    }

    private void tell(EventTimeOrder.Reached reached) {
        Detection detection = detectionOf(reached.sensor());
        if (reached.end()) {
            detection.end(reached.time());
            losses.ended(reached.sensor());
            commit.request();
            sensors.remove(reached.sensor());
            maps.forget(reached.sensor());
        } else {
            detection.advance(reached.time());
        }
        Progress own = reached.by(Stage.DETECTION, context.taskId().partition(), origins);
        SubjectKey key = Stage.key(own);
        forward(Nodes.NOTICES, key, own);
        forward(Nodes.DETECTION_PROGRESS, key, own);
    }

    private void raise(Notice notice) {
        String subject = notice.getNote() + ' ' + notice.getIdentifier();
        forward(Nodes.NOTICES, new SubjectKey(notice.getSensor(), subject), notice);
    }

    private void forward(String sink, SubjectKey key, SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }
}
