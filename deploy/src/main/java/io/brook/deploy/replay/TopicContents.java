package io.brook.deploy.replay;

import io.brook.schemas.serde.RecordSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what topics hold now, committed, with none of the marks that groups leave. */
final class TopicContents {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_WAIT_MS = 20;

    private static final Deserializer<Object> RECORDS =
            RecordSerde.of(Object.class).deserializer();

    private final Map<String, Object> settings;

    /** @param client the settings that clients connect with */
    TopicContents(Map<String, Object> client) {
        settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A consumer asks for more than it needs in the end, and its closing waits for the answer.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    }

    /** What a record says; null when it says nothing. */
    static Object value(ConsumerRecord<byte[], byte[]> record) {
        return RECORDS.deserialize(record.topic(), record.value());
    }

    /** The first offset that each partition of a topic still has. */
    Map<Integer, Long> begins(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.beginningOffsets(partitions(consumer, topic)).entrySet().stream()
                    .collect(Collectors.toMap(each -> each.getKey().partition(), Map.Entry::getValue));
        }
    }

    /** Gives every record of a topic to a taker, in the order of its partition. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> all = partitions(consumer, topic);
            read(consumer, consumer.beginningOffsets(all), consumer.endOffsets(all), taker);
        }
    }

    /**
     * The same for the records that were published at a time or later.
     *
     * @param since by the clock of who published them, in milliseconds since the epoch
     */
    void readSince(String topic, long since, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> all = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<TopicPartition, Long> starts = new HashMap<>(ends);
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                    all.stream().collect(Collectors.toMap(partition -> partition, partition -> Math.max(0, since))));
            found.forEach((partition, at) -> {
                if (at != null) {
                    starts.put(partition, at.offset());
                }
            });
            read(consumer, starts, ends, taker);
        }
    }

    /** The same for some partitions of a topic, each from one offset to another. */
    void read(
            String topic,
            Map<Integer, Long> starts,
            Map<Integer, Long> stops,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            read(consumer, of(topic, starts), of(topic, stops), taker);
        }
    }

    private static Map<TopicPartition, Long> of(String topic, Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(each -> new TopicPartition(topic, each.getKey()), Map.Entry::getValue));
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> stops,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> left = new HashMap<>(stops);
        consumer.assign(stops.keySet());
        starts.forEach(consumer::seek);
        while (true) {
            left.entrySet().removeIf(each -> {
                boolean done = consumer.position(each.getKey()) >= each.getValue();
                if (done) {
                    consumer.pause(Set.of(each.getKey()));
                }
                return done;
            });
            if (left.isEmpty()) {
                return;
            }
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < stops.get(new TopicPartition(record.topic(), record.partition()))) {
                    taker.accept(record);
                }
            });
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
