package io.brook.deploy.diff;

import io.brook.schemas.format.LineBuffer;
import io.brook.schemas.format.LineFormat;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.serde.RecordSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** The lines in a log topic, up to its present end, as the logger would write them with a column that names the sensor. */
final class TopicLines implements LogLines {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final LogStyle STYLE = new LogStyle(false, Set.of(), true);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private final Deserializer<SpecificRecord> decoder =
            RecordSerde.of(SpecificRecord.class).deserializer();
    private final LineFormat format;
    private final LineBuffer buffer = new LineBuffer();
    private final Queue<String> waiting = new ArrayDeque<>();

    TopicLines(Map<String, Object> client, String topic, LogStream stream) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        format = LineFormat.of(STYLE, stream.path(), stream.schema());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
    }

    @Override
    public List<String> columns() {
        buffer.clear();
        format.header(0, buffer);
        return text().lines()
                .filter(line -> line.startsWith(FileLines.FIELDS))
                .map(line -> List.of(line.substring(FileLines.FIELDS.length()).split("\t")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String next() {
        while (waiting.isEmpty() && partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    add(record.topic(), record.value());
                }
            });
        }
        return waiting.poll();
    }

    private void add(String topic, byte[] value) {
        try {
            buffer.clear();
            format.line(decoder.deserialize(topic, value), buffer);
            waiting.add(text());
        } catch (SerializationException e) {
            // The logger sets it aside, too: it is no line.
        }
    }

    private String text() {
        return new String(buffer.copy(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
