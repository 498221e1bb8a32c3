package io.brook.schemas.task;

import io.brook.schemas.loss.Losses;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Report;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One task of a stage: puts what it reads in the order of the traffic's time, gives it to the stage, and tells the next stages how
 * far it has come. What waits, and what the stage remembers, is saved with each commit.
 */
final class OrderedProcessor implements Processor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
    private final StageTasks tasks;
    private final OrderedStage.Factory stages;
    private final Losses processLosses;

    private OrderedStage stage;
    private TaskLosses losses;
    private PromptCommit commit;
    private SnapshotStore store;
    private SavedMaps maps;
    private EventTimeOrder<Report> order;
    private ProcessorContext<SubjectKey, SpecificRecord> context;

    /** @param losses what all tasks of this process have lost */
    OrderedProcessor(StageTasks tasks, OrderedStage.Factory stages, Losses losses) {
        this.tasks = tasks;
        this.stages = stages;
        processLosses = losses;
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> taskContext) {
        context = taskContext;
        commit = new PromptCommit(context);
        store = context.getStateStore(tasks.store());
        maps = new SavedMaps(store.open(sink -> {
            losses.save();
            maps.save(sink);
        }));
        losses = new TaskLosses(
                processLosses,
                tasks.stage(),
                tasks.reader(),
                tasks.input(),
                context,
                maps,
                line -> forward(tasks.reports(), new SubjectKey(TaskLosses.NO_SENSOR, ""), line),
                this::advance);
        order = new EventTimeOrder<>(Report.TIE, maps, store.shelf(), Report.CODEC);
        stage = stages.make(context.taskId().partition(), maps, this::forward);
    }

    @Override
    public void close() {
        store.release();
    }

    @Override
    public void process(Record<SubjectKey, SpecificRecord> record) {
        if (record.value() instanceof Progress progress) {
            losses.before(progress.getSensor(), progress.getTime());
            advance(progress);
        } else if (record.value() instanceof Rhythm rhythm) {
            losses.before(rhythm);
            stage.hear(rhythm);
        } else {
            Report report = new Report(record.key().getSubject(), record.value());
            losses.before(report.sensor(), report.time());
            order.add(report.sensor(), report.time(), report);
        }
    }

    private void advance(Progress heard) {
        order.advance(heard, stage::take).ifPresent(this::tell);
    }

    private void tell(EventTimeOrder.Reached reached) {
        if (reached.end()) {
            stage.end(reached.sensor(), reached.time());
            losses.ended(reached.sensor());
            commit.request();
            maps.forget(reached.sensor());
        } else {
            stage.reach(reached.sensor(), reached.time());
        }
        Progress own = reached.by(tasks.stage(), context.taskId().partition(), tasks.count());
        tasks.progress().forEach(sink -> forward(sink, Stage.key(own), own));
    }

    private void forward(String sink, SubjectKey key, SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }
}
