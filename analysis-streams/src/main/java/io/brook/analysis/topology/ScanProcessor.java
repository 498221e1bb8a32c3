package io.brook.analysis.topology;

import io.brook.analysis.detect.scan.AddressScan;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.subject.FailedAttempt;
import io.brook.schemas.subject.Notice;
import io.brook.schemas.subject.SubjectKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts failed attempts by their source, over all workers, in the order in which they happened. */
final class ScanProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final AnalysisConfig config;
    private final int origins;
    private final EventTimeOrder<FailedAttempt> attempts =
            new EventTimeOrder<>(Comparator.comparing(FailedAttempt::getUid));
    private final Map<String, AddressScan> scans = new HashMap<>();
    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** @param origins how many tasks like this one there are */
    ScanProcessor(AnalysisConfig config, int origins) {
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
            attempts.add(attempt.getSensor(), attempt.getTime(), attempt);
        } else if (message.value() instanceof Progress progress) {
            advance(progress);
        }
    }

    private void advance(Progress progress) {
        long watermark = attempts.advance(progress, this::count);
        if (watermark == Watermark.NOTHING) {
            return;
        }
        boolean end = watermark == Watermark.END;
        if (end) {
            scans.remove(progress.getSensor());
        }
        Progress own = Progress.newBuilder()
                .setSensor(progress.getSensor())
                .setStage(Stage.DETECTION.label())
                .setOrigin(context.taskId().partition())
                .setOrigins(origins)
                .setTime(end ? progress.getTime() : watermark)
                .setEnd(end)
                .build();
        forward(own.getStage(), own.getSensor(), own);
    }

    private void count(FailedAttempt attempt) {
        scans.computeIfAbsent(attempt.getSensor(), s -> new AddressScan(config.scanThreshold(), config.scanInterval()))
                .observe(attempt)
                .ifPresent(this::raise);
    }

    private void raise(Notice notice) {
        forward(notice.getNote() + ' ' + notice.getIdentifier(), notice.getSensor(), notice);
    }

    private void forward(String subject, String sensor, SpecificRecord value) {
        context.forward(new Record<>(new SubjectKey(sensor, subject), value, context.currentSystemTimeMs()));
    }
}
