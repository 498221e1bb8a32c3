package io.brook.notice.topology;

import io.brook.notice.NoticeConfig;
import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Suppression;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts the notices of one partition in order, drops the repetitions, and applies the policy to the others. */
final class NoticeProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final int tasks;
    private final NoticeFigures figures;
    private final Losses processLosses;
    private final NoticePolicy policy;
    private TaskLosses losses;
    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Notice> order;
    private Suppression suppression;

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /**
     * @param tasks how many tasks read the topic
     * @param figures what becomes of notices
     * @param losses what all tasks of this process have lost
     */
    NoticeProcessor(NoticeConfig config, int tasks, NoticeFigures figures, Losses losses) {
        this.tasks = tasks;
        this.figures = figures;
        processLosses = losses;
        policy = new NoticePolicy(config);
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> taskContext) {
        context = taskContext;
        commit = new PromptCommit(context);
        store = context.getStateStore(NoticeTopology.STORE);
        maps = new SavedMaps(store.open(sink -> {
            losses.save();
            maps.save(sink);
        }));
        losses = new TaskLosses(
                processLosses,
                Stage.NOTICE,
                "the notice stage",
                Topics.NOTICES,
                context,
                maps,
                line -> tell(NoticeTopology.REPORTER, new SubjectKey(TaskLosses.NO_SENSOR, ""), line),
                progress -> advance(progress, context.currentSystemTimeMs()));
        // Avro's own order of records compares all fields.
        order = new EventTimeOrder<>(Notice::compareTo, maps, Codec.of(Notice.class));
        suppression = new Suppression(maps);
    }

    @Override
    public void close() {
        store.release();
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> record) {
        if (record.value() instanceof Notice notice) {
            losses.before(notice.getSensor(), notice.getTime());
            order.add(notice.getSensor(), notice.getTime(), notice);
        } else if (record.value() instanceof Progress progress) {
            losses.before(progress.getSensor(), progress.getTime());
            advance(progress, record.timestamp());
        }
    }

    private void advance(Progress heard, long timestamp) {
        order.advance(heard, notice -> judge(notice, timestamp)).ifPresent(reached -> tell(reached, timestamp));
    }

    private void tell(EventTimeOrder.Reached reached, long timestamp) {
        if (reached.end()) {
            suppression.forget(reached.sensor());
            losses.ended(reached.sensor());
            commit.request();
            maps.forget(reached.sensor());
        }
        Progress own = reached.by(Stage.NOTICE, context.taskId().partition(), tasks);
        SubjectKey key = Stage.key(own);
        context.forward(new Record<>(key, own, timestamp), NoticeTopology.PROGRESS);
    }

    private void tell(String sink, SubjectKey key, SpecificRecord line) {
        context.forward(new Record<>(key, line, context.currentSystemTimeMs()), sink);
    }

    private void judge(Notice notice, long timestamp) {
        boolean suppressed = suppression.suppresses(notice);
        figures.judged(suppressed);
        if (suppressed) {
            return;
        }
        String identifier = notice.getIdentifier() == null ? "" : notice.getIdentifier();
        SubjectKey key = new SubjectKey(notice.getSensor(), notice.getNote() + " " + identifier);
        context.forward(new Record<>(key, policy.apply(notice), timestamp), NoticeTopology.LOG);
    }
}
