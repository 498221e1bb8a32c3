package io.brook.analysis.topology;

import io.brook.analysis.detect.Detection;
import io.brook.analysis.detect.scan.AddressScan;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Rhythm;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Notice;
import io.brook.schemas.subject.Report;
import io.brook.schemas.subject.SubjectKey;
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
    private final Map<String, Detection> sensors = new HashMap<>();

    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Report> evidence;
    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** @param origins how many tasks like this one there are */
    DetectionProcessor(AnalysisConfig config, int origins) {
        this.config = config;
        this.origins = origins;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> context) {
        this.context = context;
        commit = new PromptCommit(context);
        store = context.getStateStore(Nodes.DETECTION_STORE);
        maps = new SavedMaps(store.open(sink -> maps.save(sink)));
        evidence = new EventTimeOrder<>(Report.TIE, maps, Report.CODEC);
    }

    @Override
    public void close() {
        store.release();
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> message) {
        if (message.value() instanceof Progress progress) {
            advance(progress);
        } else if (message.value() instanceof Rhythm rhythm) {
            detectionOf(rhythm.getSensor()).hear(rhythm);
        } else {
            Report report = new Report(message.key().getSubject(), message.value());
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
            return new Detection(scan, s, maps, line -> forward(Nodes.DETECTION_LOGS, null, line), this::raise);
        });
    }

    private void tell(EventTimeOrder.Reached reached) {
        Detection detection = detectionOf(reached.sensor());
        if (reached.end()) {
            detection.end(reached.time());
            commit.request();
            sensors.remove(reached.sensor());
            maps.forget(reached.sensor());
        } else {
            detection.advance(reached.time());
        }
        Progress own = reached.by(Stage.DETECTION, context.taskId().partition(), origins);
        SubjectKey key = new SubjectKey(own.getSensor(), own.getStage());
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
