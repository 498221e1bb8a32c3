package io.brook.analysis.topology;

import io.brook.analysis.detect.scan.AddressScan;
import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.subject.FailedAttempt;
import io.brook.schemas.subject.Notice;
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
    private final EventTimeOrder<SpecificRecord> evidence = new EventTimeOrder<>(EvidenceOrder.TIE);
    private final Map<String, Detectors> sensors = new HashMap<>();

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** What is counted for one sensor. */
    private static final class Detectors {
        private final AddressScan scan;
        private final WeirdFilter weirds = new WeirdFilter();

        Detectors(AnalysisConfig config) {
            scan = new AddressScan(config.scanThreshold(), config.scanInterval());
        }
    }

    /** @param origins how many tasks like this one there are */
    DetectionProcessor(AnalysisConfig config, int origins) {
        this.config = config;
        this.origins = origins;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> context) {
        this.context = context;
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> message) {
        if (message.value() instanceof FailedAttempt attempt) {
            evidence.add(attempt.getSensor(), attempt.getTime(), attempt);
        } else if (message.value() instanceof WeirdLog weird) {
            evidence.add(weird.getMeta().getSensor(), weird.getTs(), weird);
        } else if (message.value() instanceof Progress progress) {
            advance(progress);
        }
    }

    private void advance(Progress heard) {
        evidence.advance(heard, each -> weigh(heard.getSensor(), each)).ifPresent(this::tell);
    }

    private void tell(EventTimeOrder.Reached reached) {
        if (reached.end()) {
            sensors.remove(reached.sensor());
        }
        Progress own = reached.by(Stage.DETECTION, context.taskId().partition(), origins);
        SubjectKey key = new SubjectKey(own.getSensor(), own.getStage());
        forward(Nodes.NOTICES, key, own);
        forward(Nodes.DETECTION_PROGRESS, key, own);
    }

    private void weigh(String sensor, SpecificRecord evidence) {
        Detectors detectors = sensors.computeIfAbsent(sensor, s -> new Detectors(config));
        if (evidence instanceof FailedAttempt attempt) {
            detectors.scan.observe(attempt).ifPresent(this::raise);
        } else if (evidence instanceof WeirdLog weird && detectors.weirds.isNews(weird)) {
            WeirdFilter.noticeOf(weird).ifPresent(this::raise);
            forward(Nodes.DETECTION_LOGS, null, weird);
        }
    }

    private void raise(Notice notice) {
        String subject = notice.getNote() + ' ' + notice.getIdentifier();
        forward(Nodes.NOTICES, new SubjectKey(notice.getSensor(), subject), notice);
    }

    private void forward(String sink, SubjectKey key, SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }
}
