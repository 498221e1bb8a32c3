package io.brook.analysis.topology;

import io.brook.analysis.detect.once.OnceADay;
import io.brook.analysis.detect.scan.AddressScan;
import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.subject.FailedAttempt;
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
    private final EventTimeOrder<Report> evidence = new EventTimeOrder<>(Report.TIE);
    private final Map<String, Detectors> sensors = new HashMap<>();

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** What is counted for one sensor. */
    private static final class Detectors {
        private final AddressScan scan;
        private final WeirdFilter weirds = new WeirdFilter();
        private final OnceADay lines = new OnceADay();

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
        if (message.value() instanceof Progress progress) {
            advance(progress);
        } else {
            Report report = new Report(message.key().getSubject(), message.value());
            evidence.add(report.sensor(), report.time(), report);
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

    private void weigh(String sensor, Report report) {
        Detectors detectors = sensors.computeIfAbsent(sensor, s -> new Detectors(config));
        if (report.found() instanceof FailedAttempt attempt) {
            detectors.scan.observe(attempt).ifPresent(this::raise);
        } else if (report.found() instanceof WeirdLog weird) {
            if (detectors.weirds.isNews(weird)) {
                WeirdFilter.noticeOf(weird).ifPresent(this::raise);
                forward(Nodes.DETECTION_LOGS, null, weird);
            }
        } else if (detectors.lines.isFirst(
                LogStream.of(report.found()).path() + ' ' + report.subject(), report.time())) {
            forward(Nodes.DETECTION_LOGS, null, report.found());
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
