package io.brook.schemas.task;

import io.brook.schemas.loss.Losses;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.store.SnapshotFigures;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.topic.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;

/**
 * The tasks of a stage that takes in one topic in the order of the traffic, a task for each of its partitions.
 *
 * @param reader what a task is called in messages
 * @param input the topic that it reads
 * @param node the name of its processor in the topology
 * @param store the name of its store
 * @param reports the sink of lines that say which records were lost
 * @param progress the sinks of how far it has come
 * @param count how many tasks there are
 */
public record StageTasks(
        Stage stage,
        String reader,
        Topic input,
        String node,
        String store,
        String reports,
        List<String> progress,
        int count) {
    /**
     * Adds source, processor and store to a topology; the sinks are the caller's to add.
     *
     * @param figures what saving state costs
     * @param losses what all tasks of the process have lost
     */
    public void addTo(Topology topology, OrderedStage.Factory stages, SnapshotFigures figures, Losses losses) {
        String source = node + "-" + input.name();
        topology.addSource(
                source,
                RecordSerde.of(SubjectKey.class).deserializer(subject -> true),
                RecordSerde.of(SpecificRecord.class).deserializer(input::holds),
                losses.names().of(input));
        topology.addProcessor(node, () -> new OrderedProcessor(this, stages, losses), source);
        topology.addStateStore(SnapshotStore.builder(store, figures), node);
    }
}
