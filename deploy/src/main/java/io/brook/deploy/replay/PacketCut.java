package io.brook.deploy.replay;

import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts packets out of the topic packets, and writes them as a pcapng file in the order of their times. */
public final class PacketCut {
    /** How much memory packets may take that wait to be sorted, in bytes. */
    private static final long MEMORY = 128L << 20;

    private final Map<String, Object> client;
    private final PacketFilter filter;
    private final HeaderWalk walk = new HeaderWalk();
    private long packets;
    private long bytes;
    private long trimmedPackets;
    private long trimmedBytes;

    /** @param client the settings that clients connect with */
    public PacketCut(Map<String, Object> client, PacketFilter filter) {
        this.client = client;
        this.filter = filter;
    }

    /**
     * What was written.
     *
     * @param bytes of these packets on the wire
     * @param trimmed packets of which bytes at the end were not published
     * @param trimmedBytes these bytes
     */
    public record Result(long packets, long bytes, long trimmed, long trimmedBytes) {}

    /**
     * Cuts them out.
     *
     * @param out is closed at the end
     * @throws IOException when they cannot be written
     */
    public Result write(OutputStream out) throws IOException {
        Map<Integer, Long> starts = new HashMap<>();
        Map<Integer, Long> stops = new HashMap<>();
        PacketIndex.read(client)
                .find(filter.sensors(), filter.from(), filter.to())
                .forEach((partition, stretch) -> {
                    starts.put(partition, stretch.start());
                    stops.put(partition, stretch.stop());
                });
        try (PacketSorter sorter = new PacketSorter(MEMORY);
                PcapngWriter writer = new PcapngWriter(out)) {
            String topic = Names.of(client).of(Topics.PACKETS);
            new TopicContents(client).read(topic, starts, stops, record -> take(record, sorter));
            sorter.drain(writer::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Result(packets, bytes, trimmedPackets, trimmedBytes);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, PacketSorter sorter) {
        // Records without packets have the name of the sensor for a key.
        if (!FlowKey.isKey(record.key())) {
            return;
        }
        FlowKey key = FlowKey.decode(record.key());
        if (filter.mayHold(key) && TopicContents.value(record) instanceof PacketBatch batch && isWanted(batch)) {
            try {
                take(key, batch, sorter);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean isWanted(PacketBatch batch) {
        return filter.sensors().isEmpty()
                || filter.sensors().contains(batch.sensor())
                || filter.sensors().contains(SensorName.of(batch.sensor()));
    }

    private void take(FlowKey key, PacketBatch batch, PacketSorter sorter) throws IOException {
        int offset = 0;
        for (int i = 0; i < batch.size(); i++) {
            int captured = batch.capturedLength(i);
            if (filter.holds(key, batch, i, offset, walk)) {
                int trimmed = batch.trimmedLength(i);
                packets++;
                bytes += batch.originalLength(i);
                trimmedPackets += trimmed > 0 ? 1 : 0;
                trimmedBytes += trimmed;
                sorter.add(new CutPacket(
                        batch.time(i),
                        batch.linkType(),
                        batch.originalLength(i),
                        trimmed,
                        Arrays.copyOfRange(batch.data(), offset, offset + captured)));
            }
            offset += captured;
        }
    }
}
