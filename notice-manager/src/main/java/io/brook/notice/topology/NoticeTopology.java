package io.brook.notice.topology;

import io.brook.notice.NoticeConfig;
import io.brook.notice.policy.NoticePolicy;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.task.OrderedStage;
import io.brook.schemas.task.StageTasks;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;

/**
 * The stream tasks of the notice stage. Reads {@code notices}; writes {@code log.notice}, {@code log.notice_alarm}, {@code deliveries},
 * {@code block} and, to {@code progress}, how far it has come.
 */
public final class NoticeTopology {
    /** What is suppressed, and the notices that wait. */
    static final String STORE = "notice-suppression";

    /** The stores of the tasks. */
    public static final List<String> STORES = List.of(STORE);

    static final String LOGS = "notice-logs";
    static final String PROGRESS = "notice-progress";
    static final String BLOCKS = "notice-blocks";
    static final String DELIVERIES = "notice-deliveries";
    private static final String PROCESSOR = "notice";

    private NoticeTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param lines where lines go
     * @param partitions the number of partitions of the topic notices, and so of tasks
     * @param figures counts notices
     * @param losses what the process has lost
     */
    public static void addTo(
            Topology topology,
            NoticeConfig config,
            LogSink lines,
            int partitions,
            NoticeFigures figures,
            Losses losses) {
        Names names = losses.names();
        NoticePolicy policy = new NoticePolicy(config.mailTo(), config.namesSensors(), config.policy());
        new StageTasks(
                        Stage.NOTICE,
                        "the notice stage",
                        Topics.NOTICES,
                        PROCESSOR,
                        STORE,
                        LOGS,
                        List.of(PROGRESS),
                        partitions)
                .addTo(
                        topology,
                        (partition, maps, output) -> new NoticeStage(
                                policy,
                                config.blockFor(),
                                figures,
                                changes(partition, config, maps, output),
                                maps,
                                output),
                        figures.snapshots(),
                        losses);
        lines.addTo(topology, LOGS, PROCESSOR, names);
        topology.addSink(
                BLOCKS,
                names.of(Topics.BLOCK),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer(),
                PROCESSOR);
        topology.addSink(
                DELIVERIES,
                names.of(Topics.DELIVERIES),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer(),
                PROCESSOR);
        topology.addSink(
                PROGRESS,
                names.of(Topics.PROGRESS),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer(),
                SubjectPartitioning::partitions,
                PROCESSOR);
    }

    /** One task logs for all of them; all hear of the progress of all sensors. */
    private static LongConsumer changes(
            int partition, NoticeConfig config, SavedMaps maps, OrderedStage.Output output) {
        return partition == 0
                ? new PolicyChanges(
                        config.policy(), maps, line -> output.forward(LOGS, new SubjectKey("", line.getId()), line))
                : time -> {};
    }
}
