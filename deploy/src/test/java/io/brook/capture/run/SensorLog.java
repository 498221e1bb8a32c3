package io.brook.capture.run;

import io.brook.capture.CaptureConfig;
import io.brook.capture.batch.BufferPool;
import io.brook.capture.batch.FlowBatcher;
import io.brook.capture.batch.RecordSink;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceSequence;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A sensor's records, each partition's in their order, byte for byte: as they are in the topic, and as they are to be there. */
final class SensorLog {
    private static final HexFormat HEX = HexFormat.of();

    private SensorLog() {}

    private static String line(byte[] key, byte[] value) {
        return HEX.formatHex(key) + ' ' + HEX.formatHex(value);
    }

    /** What readers of committed records see, once no transaction is open any more. */
    static Map<Integer, List<String>> committed(Map<String, Object> client, String sensor) {
        Map<Integer, List<String>> log = new TreeMap<>();
        byte[] name = sensor.getBytes(StandardCharsets.UTF_8);
        Map<TopicPartition, Long> ends = ends(client);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(settings)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    byte[] key = record.key();
                    int from = Math.max(0, key.length - name.length);
                    if (Arrays.equals(key, from, key.length, name, 0, name.length)) {
                        log.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(line(key, record.value()));
                    }
                });
            }
        }
        return log;
    }

    private static Map<TopicPartition, Long> ends(Map<String, Object> client) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            return consumer.endOffsets(consumer.partitionsFor(Topics.PACKETS.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What the traces give, without Kafka. */
    static Map<Integer, List<String>> expected(String sensor, List<Path> traces, CaptureConfig config, int partitions)
            throws TraceException {
        Map<Integer, List<String>> log = new TreeMap<>();
        RecordSink sink = new RecordSink() {
            @Override
            public int partitions() {
                return partitions;
            }

            @Override
            public void send(int partition, byte[] key, Object value) {
                byte[] encoded = RecordSerde.of(Object.class).serializer().serialize("packets", value);
                log.computeIfAbsent(partition, p -> new ArrayList<>()).add(line(key, encoded));
            }
        };
        FlowBatcher batcher = new FlowBatcher(sensor, config, sink, new BufferPool());
        try (TraceSequence sequence = TraceSequence.open(traces)) {
            while (sequence.next()) {
                batcher.add(sequence.packet());
            }
        }
        batcher.end();
        return log;
    }
}
