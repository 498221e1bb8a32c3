package io.brook.analysis.topology;

import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.task.StageTasks;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers' stream tasks.
 *
 * <pre>
 *   packets --> analysis --+--> log.*
 *                  ^       +--> observations ----> (state-sync)
 *                  |       +--> evidence --> detection --> notices ----> (notice-manager)
 *                  |       |                     +-----> log.weird, progress
 *   known-hosts, -services, +--> progress
 *   -certs, software,      +--> control -------> (capture-producer)
 *   control
 * </pre>
 */
public final class AnalysisTopology {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisTopology.class);

    private static final RecordSerde<SubjectKey> KEYS = RecordSerde.of(SubjectKey.class);
    private static final RecordSerde<SpecificRecord> RECORDS = RecordSerde.of(SpecificRecord.class);

    /** The stores of the tasks. */
    public static final List<String> STORES = List.of(Nodes.FLOW_STORE, Nodes.DETECTION_STORE);

    private AnalysisTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param lines where lines go; workers analyse the packets of its slice
     * @param subjectPartitions the number of partitions of the topic evidence, and so of detection tasks
     * @param figures what the workers count
     * @param losses what the process has lost
     */
    public static void addTo(
            Topology topology,
            AnalysisConfig config,
            LogSink lines,
            int subjectPartitions,
            WorkerFigures figures,
            Losses losses) {
        config.sigma().configured().leftOut().forEach(each -> LOG.warn("A Sigma rule is left out: {}", each));
        Serializer<SubjectKey> key = KEYS.serializer();
        Serializer<SpecificRecord> value = RECORDS.serializer();
        Names names = losses.names();
        WorkerLimits limits = figures.limits();
        Topics.tables().forEach(table -> addTable(topology, table, names.of(table)));
        topology.addSource(
                        Nodes.PACKETS,
                        Serdes.ByteArray().deserializer(),
                        RecordSerde.of(Object.class).deserializer(batch -> true),
                        names.of(Topics.PACKETS))
                .addProcessor(
                        Nodes.ANALYSIS,
                        () -> new PacketProcessor(config, lines.slice(), limits, figures, losses),
                        Nodes.PACKETS)
                .addStateStore(SnapshotStore.builder(Nodes.FLOW_STORE, figures.snapshots()), Nodes.ANALYSIS)
                .addSink(
                        Nodes.OBSERVATIONS,
                        names.of(Topics.OBSERVATIONS),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.ANALYSIS)
                .addSink(
                        Nodes.EVIDENCE,
                        names.of(Topics.EVIDENCE),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.ANALYSIS)
                .addSink(Nodes.CONTROL, names.of(Topics.CONTROL), key, value, Nodes.ANALYSIS)
                .addSink(Nodes.PROGRESS, names.of(Topics.PROGRESS), key, value, Nodes.ANALYSIS);
        lines.addTo(topology, Nodes.LOGS, Nodes.ANALYSIS, names);

        new StageTasks(
                        Stage.DETECTION,
                        "detection",
                        Topics.EVIDENCE.with(config.siteEvidence()),
                        Nodes.DETECTION,
                        Nodes.DETECTION_STORE,
                        Nodes.DETECTION_LOGS,
                        List.of(Nodes.NOTICES, Nodes.DETECTION_PROGRESS),
                        subjectPartitions)
                .addTo(
                        topology,
                        (partition, maps, output) -> new DetectionStage(config, maps, output),
                        figures.snapshots(),
                        losses);
        lines.addTo(topology, Nodes.DETECTION_LOGS, Nodes.DETECTION, names);
        topology.addSink(Nodes.DETECTION_PROGRESS, names.of(Topics.PROGRESS), key, value, Nodes.DETECTION)
                .addSink(
                        Nodes.NOTICES,
                        names.of(Topics.NOTICES),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.DETECTION);
    }

    /** Every worker knows what a compacted topic says, by a table that follows it. */
    private static void addTable(Topology topology, Topic compacted, String name) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(compacted.name()), KEYS, RECORDS)
                        .withLoggingDisabled(),
                compacted.name() + "-source",
                KEYS.deserializer(),
                RECORDS.deserializer(),
                name,
                compacted.name() + "-update",
                () -> new TableUpdate(compacted.name()));
    }

    /** Keeps a table in step with its topic; a record without a value forgets the subject. */
    private static final class TableUpdate extends ContextualProcessor<SubjectKey, SpecificRecord, Void, Void> {
        private final String table;

        TableUpdate(String table) {
            this.table = table;
        }

        @Override
        public void process(Record<SubjectKey, SpecificRecord> message) {
            if (message.value() instanceof ShuntedFlow || message.value() instanceof PolicyVersion) {
                // That is for captures, and for those who judge notices.
                return;
            }
            KeyValueStore<SubjectKey, SpecificRecord> store = context().getStateStore(table);
            store.put(message.key(), message.value());
        }
    }
}
