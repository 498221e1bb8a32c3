package io.brook.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.store.SnapshotFigures;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.testing.PacketBuilder;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class PacketProcessorTest {
    @Test
    void aTaskThatIsTakenAwayGivesBackWhatItsConnectionsHeld() {
        WorkerLimits limits = new WorkerLimits(2, 1 << 20);
        PacketProcessor taken = new PacketProcessor(
                AnalysisConfig.DEFAULT, Slice.EVERYTHING, limits, new WorkerFigures(), new Losses(Map.of()));
        taken.init(context());
        taken.process(new Record<>(new byte[0], batch(1), 0));
        taken.process(new Record<>(new byte[0], batch(2), 0));
        taken.close();
        // Another task of the same process has room for as many.
        Wire wire = new Wire(false, limits);
        wire.send(packet(1)).send(packet(2));
        assertThat(wire.out().connections()).isEmpty();
        wire.send(packet(3));
        assertThat(wire.out().connections()).hasSize(1);
    }

    private static MockProcessorContext<SubjectKey, SpecificRecord> context() {
        MockProcessorContext<SubjectKey, SpecificRecord> context = new MockProcessorContext<>();
        SnapshotStore flows = SnapshotStore.builder(Nodes.FLOW_STORE, new SnapshotFigures())
                .withLoggingDisabled()
                .build();
        flows.init(context.getStateStoreContext(), flows);
        context.addStateStore(flows);
        for (Topic table : Topics.tables()) {
            var store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(table.name()),
                            RecordSerde.of(SubjectKey.class),
                            RecordSerde.of(SpecificRecord.class))
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        return context;
    }

    private static PacketBatch batch(int port) {
        byte[] packet = packet(port);
        int[] lengths = {packet.length};
        return new PacketBatch("s", LinkType.RAW, new long[] {Wire.START}, lengths, lengths, 1, packet, packet.length);
    }

    private static byte[] packet(int port) {
        return PacketBuilder.udp("10.0.0.1", port, "10.0.0.2", 53).ip();
    }
}
