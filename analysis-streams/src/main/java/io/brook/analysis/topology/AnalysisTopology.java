package io.brook.analysis.topology;

import io.brook.analysis.flow.WorkerLimits;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.subject.KnownHost;
import io.brook.schemas.subject.SubjectKey;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The workers' stream tasks.
 *
 * <pre>
 *   packets --> analysis --+--> log.*
 *                  ^       +--> observations ----> (state-sync)
 *                  |       +--> evidence --> detection --> notices ----> (notice-manager)
 *                  |                             +-----> log.weird, progress
 *            known-hosts   +--> progress
 * </pre>
 */
public final class AnalysisTopology {
    private static final RecordSerde<SubjectKey> KEYS = RecordSerde.of(SubjectKey.class);
    private static final RecordSerde<SpecificRecord> RECORDS = RecordSerde.of(SpecificRecord.class);

    private static final TopicNameExtractor<SubjectKey, SpecificRecord> LOG_TOPIC =
            (key, line, context) -> Topics.log(LogStream.of(line)).name();

    private AnalysisTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param subjectPartitions the number of partitions of the topic evidence, and so of detection tasks
     */
    public static void addTo(Topology topology, AnalysisConfig config, int subjectPartitions) {
        Serializer<SubjectKey> key = KEYS.serializer();
        Serializer<SpecificRecord> value = RECORDS.serializer();
        WorkerLimits limits = WorkerLimits.ofHeap();
        addKnownHosts(topology);
        topology.addSource(
                        Nodes.PACKETS,
                        Serdes.ByteArray().deserializer(),
                        RecordSerde.of(Object.class).deserializer(),
                        Topics.PACKETS.name())
                .addProcessor(Nodes.ANALYSIS, () -> new PacketProcessor(config, limits), Nodes.PACKETS)
                .addSink(Nodes.LOGS, LOG_TOPIC, key, value, Nodes.ANALYSIS)
                .addSink(
                        Nodes.OBSERVATIONS,
                        Topics.OBSERVATIONS.name(),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.ANALYSIS)
                .addSink(
                        Nodes.EVIDENCE,
                        Topics.EVIDENCE.name(),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.ANALYSIS)
                .addSink(Nodes.PROGRESS, Topics.PROGRESS.name(), key, value, Nodes.ANALYSIS);

        topology.addSource(
                        Nodes.DETECTION_EVIDENCE, KEYS.deserializer(), RECORDS.deserializer(), Topics.EVIDENCE.name())
                .addProcessor(
                        Nodes.DETECTION,
                        () -> new DetectionProcessor(config, subjectPartitions),
                        Nodes.DETECTION_EVIDENCE)
                .addSink(Nodes.DETECTION_LOGS, LOG_TOPIC, key, value, Nodes.DETECTION)
                .addSink(Nodes.DETECTION_PROGRESS, Topics.PROGRESS.name(), key, value, Nodes.DETECTION)
                .addSink(
                        Nodes.NOTICES,
                        Topics.NOTICES.name(),
                        key,
                        value,
                        SubjectPartitioning::partitions,
                        Nodes.DETECTION);
    }

    /** Every worker has all known hosts, as a table that follows the compacted topic. */
    private static void addKnownHosts(Topology topology) {
        RecordSerde<KnownHost> hosts = RecordSerde.of(KnownHost.class);
        Deserializer<SubjectKey> key = KEYS.deserializer();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(Nodes.KNOWN_HOSTS_STORE), KEYS, hosts)
                        .withLoggingDisabled(),
                Nodes.KNOWN_HOSTS,
                key,
                hosts.deserializer(),
                Topics.KNOWN_HOSTS.name(),
                Nodes.KNOWN_HOSTS_UPDATE,
                KnownHostsUpdate::new);
    }

    /** Keeps the table in step with the topic; a record without a value forgets the host. */
    private static final class KnownHostsUpdate extends ContextualProcessor<SubjectKey, KnownHost, Void, Void> {
        @Override
        public void process(Record<SubjectKey, KnownHost> message) {
            KeyValueStore<SubjectKey, KnownHost> store = context().getStateStore(Nodes.KNOWN_HOSTS_STORE);
            store.put(message.key(), message.value());
        }
    }
}
