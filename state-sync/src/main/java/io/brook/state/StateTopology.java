package io.brook.state;

import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.subject.SubjectKey;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;

/**
 * The stream tasks that own what all workers share. Reads {@code observations}; writes the compacted topic {@code
 * known-hosts}, which workers read as a global table to stay quiet about what is known, {@code log.known_hosts}, and how far
 * it has come to {@code progress}.
 */
public final class StateTopology {
    static final String KNOWN_HOSTS = "state-known-hosts";
    static final String LOG = "state-log";
    static final String PROGRESS = "state-progress";
    private static final String SOURCE = "state-observations";
    private static final String PROCESSOR = "state-judge";

    private StateTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param partitions the number of partitions of the topic observations, and so of tasks
     */
    public static void addTo(Topology topology, int partitions) {
        topology.addSource(
                SOURCE,
                RecordSerde.of(SubjectKey.class).deserializer(),
                RecordSerde.of(SpecificRecord.class).deserializer(),
                Topics.OBSERVATIONS.name());
        topology.addProcessor(PROCESSOR, () -> new KnownHostsProcessor(partitions), SOURCE);
        addSink(topology, KNOWN_HOSTS, Topics.KNOWN_HOSTS);
        addSink(topology, LOG, Topics.log(LogStream.of(new KnownHostsLog())));
        addSink(topology, PROGRESS, Topics.PROGRESS);
    }

    private static void addSink(Topology topology, String name, Topic topic) {
        topology.addSink(
                name,
                topic.name(),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer(),
                SubjectPartitioning::partitions,
                PROCESSOR);
    }
}
