package io.brook.notice.topology;

import io.brook.notice.NoticeConfig;
import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Suppression;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Notice;
import io.brook.schemas.subject.SubjectKey;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts the notices of one partition in order, drops the repetitions, and applies the policy to the others. */
final class NoticeProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final int tasks;
    private final NoticePolicy policy;
    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Notice> order;
    private Suppression suppression;

    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** @param tasks how many tasks read the topic */
    NoticeProcessor(NoticeConfig config, int tasks) {
        this.tasks = tasks;
        policy = new NoticePolicy(config);
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> taskContext) {
        context = taskContext;
        commit = new PromptCommit(context);
        store = context.getStateStore(NoticeTopology.STORE);
        maps = new SavedMaps(store.open(sink -> maps.save(sink)));
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
            order.add(notice.getSensor(), notice.getTime(), notice);
        } else if (record.value() instanceof Progress progress) {
            advance(progress, record.timestamp());
        }
    }

    private void advance(Progress heard, long timestamp) {
        order.advance(heard, notice -> judge(notice, timestamp)).ifPresent(reached -> tell(reached, timestamp));
    }

    private void tell(EventTimeOrder.Reached reached, long timestamp) {
        if (reached.end()) {
            suppression.forget(reached.sensor());
            commit.request();
            maps.forget(reached.sensor());
        }
        Progress own = reached.by(Stage.NOTICE, context.taskId().partition(), tasks);
        SubjectKey key = new SubjectKey(own.getSensor(), own.getStage());
        context.forward(new Record<>(key, own, timestamp), NoticeTopology.PROGRESS);
    }

    private void judge(Notice notice, long timestamp) {
        if (suppression.suppresses(notice)) {
            return;
        }
        String identifier = notice.getIdentifier() == null ? "" : notice.getIdentifier();
        SubjectKey key = new SubjectKey(notice.getSensor(), notice.getNote() + " " + identifier);
        context.forward(new Record<>(key, policy.apply(notice), timestamp), NoticeTopology.LOG);
    }
}
