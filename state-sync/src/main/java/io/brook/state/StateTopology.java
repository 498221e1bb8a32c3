package io.brook.state;

import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.store.SnapshotFigures;
import io.brook.schemas.task.LogSink;
import io.brook.schemas.task.StageTasks;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The stream tasks that own the state that all workers share. Reads {@code observations}; writes the compacted topics {@code
 * known-hosts}, {@code known-services}, {@code known-certs} and {@code software}, which workers read as global tables so as not to
 * report what is known, the logs of the same names and, to {@code progress}, how far it has come.
 */
public final class StateTopology {
    /** What is known, and the observations that wait. */
    static final String STORE = "state-known";

    /** The stores of the tasks. */
    public static final List<String> STORES = List.of(STORE);

    static final String LOG = "state-log";
    static final String PROGRESS = "state-progress";
    private static final String PROCESSOR = "state";

    private StateTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param lines where lines go
     * @param partitions the number of partitions of the topic observations, and so of tasks
     * @param figures what saving state costs
     * @param losses what the process has lost
     */
    public static void addTo(Topology topology, LogSink lines, int partitions, SnapshotFigures figures, Losses losses) {
        Names names = losses.names();
        Serializer<SubjectKey> key = RecordSerde.of(SubjectKey.class).serializer();
        Serializer<SpecificRecord> value = RecordSerde.of(SpecificRecord.class).serializer();
        StreamPartitioner<SubjectKey, SpecificRecord> bySubject = SubjectPartitioning::partitions;
        new StageTasks(
                        Stage.STATE,
                        "state-sync",
                        Topics.OBSERVATIONS,
                        PROCESSOR,
                        STORE,
                        LOG,
                        List.of(PROGRESS),
                        partitions)
                .addTo(topology, (partition, maps, output) -> new ObservationStage(maps, output), figures, losses);
        Topics.known()
                .forEach(known -> topology.addSink(known.name(), names.of(known), key, value, bySubject, PROCESSOR));
        lines.addTo(topology, LOG, PROCESSOR, names);
        topology.addSink(PROGRESS, names.of(Topics.PROGRESS), key, value, bySubject, PROCESSOR);
    }
}
