package io.brook.deploy.bench;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The speed of a broker by itself with the records of the topic packets: one plain producer sends them again to a topic with the
 * same number of partitions, then one plain consumer reads them.
 */
public final class BareBroker {
    private static final String TOPIC = "bench";
    private static final Duration POLL = Duration.ofMillis(100);
    /** As the capture sends. */
    private static final Map<String, Object> SENDING = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.BATCH_SIZE_CONFIG,
            512 * 1024,
            ProducerConfig.LINGER_MS_CONFIG,
            5);

    private final Map<String, Object> client;
    private final int partitions;

    /**
     * @param client the settings that clients connect with
     * @param partitions how many partitions the topic packets has
     */
    public BareBroker(Map<String, Object> client, int partitions) {
        this.client = client;
        this.partitions = partitions;
    }

    /**
     * How long the broker took.
     *
     * @param records how many records there are
     * @param bytes their keys and values
     * @param taking from the first record sent to the last one acknowledged
     * @param giving from the first request to the last record read
     */
    public record Times(long records, long bytes, Duration taking, Duration giving) {}

    /**
     * Measures. Holds all records in memory.
     *
     * @throws ExecutionException when the broker does not create the topic
     * @throws RunException when it refuses a record
     */
    public Times measure() throws ExecutionException, RunException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(Topics.PACKETS.name(), records);
        try (Admin admin = Admin.create(client)) {
            TopicSetup.create(admin, List.of(new NewTopic(TOPIC, Optional.of(partitions), Optional.empty())));
        }
        Duration taking = send(records);
        Duration giving = read(TOPIC, new ArrayList<>());
        long bytes = records.stream()
                .mapToLong(record -> record.serializedKeySize() + record.serializedValueSize())
                .sum();
        return new Times(records.size(), bytes, taking, giving);
    }

    private Duration send(List<ConsumerRecord<byte[], byte[]>> records) throws RunException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(SENDING);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(TOPIC);
            long start = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                producer.send(
                        new ProducerRecord<>(TOPIC, record.partition(), record.key(), record.value()),
                        (metadata, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
            if (failure.get() != null) {
                throw new RunException(
                        "the bare broker refused a record: " + failure.get().getMessage(), failure.get());
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private Duration read(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            long start = System.nanoTime();
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
