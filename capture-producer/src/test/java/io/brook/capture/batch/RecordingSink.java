package io.brook.capture.batch;

import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what is sent, as a reader of the topic would see it: encoded and decoded. */
final class RecordingSink implements RecordSink {
    record Sent(int partition, String key, Object value) {
        PacketBatch batch() {
            return (PacketBatch) value;
        }

        List<Long> times() {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < batch().size(); i++) {
                times.add(batch().time(i));
            }
            return times;
        }

        /** The frames, in hexadecimal. */
        List<String> frames() {
            List<String> frames = new ArrayList<>();
            int at = 0;
            for (int i = 0; i < batch().size(); i++) {
                int end = at + batch().capturedLength(i);
                frames.add(HexFormat.of().formatHex(batch().data(), at, end));
                at = end;
            }
            return frames;
        }
    }

    private final RecordSerde<Object> serde = RecordSerde.of(Object.class);
    private final int partitions;
    final List<Sent> sent = new ArrayList<>();

    RecordingSink(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void send(int partition, byte[] key, Object value) {
        byte[] bytes = serde.serializer().serialize("packets", value);
        sent.add(new Sent(
                partition,
                HexFormat.of().formatHex(key),
                serde.deserializer().deserialize("packets", Arrays.copyOf(bytes, bytes.length))));
    }

    List<Sent> batches() {
        return sent.stream().filter(s -> s.value() instanceof PacketBatch).toList();
    }

    List<Progress> progress() {
        return sent.stream()
                .filter(s -> s.value() instanceof Progress)
                .map(s -> (Progress) s.value())
                .toList();
    }

    /** Each key's packets, as a line of time and bytes, in the order sent. */
    Map<String, List<String>> flows() {
        Map<String, List<String>> flows = new LinkedHashMap<>();
        for (Sent batch : batches()) {
            List<String> packets = flows.computeIfAbsent(batch.key(), k -> new ArrayList<>());
            for (int i = 0; i < batch.times().size(); i++) {
                packets.add(batch.times().get(i) + " " + batch.frames().get(i));
            }
        }
        return flows;
    }
}
