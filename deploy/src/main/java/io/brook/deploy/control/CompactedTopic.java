package io.brook.deploy.control;

import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a compacted topic. */
public final class CompactedTopic {
    private static final Duration POLL = Duration.ofMillis(100);

    private CompactedTopic() {}

    /**
     * The last committed value of each key, without keys that were removed.
     *
     * @param client the settings that clients connect with
     * @param type of the values
     */
    public static <V> SortedMap<SubjectKey, V> read(Map<String, Object> client, String topic, Class<V> type) {
        SortedMap<SubjectKey, V> values = new TreeMap<>();
        records(client, topic, type, "read_committed").forEach((key, record) -> values.put(key, record.value()));
        return values;
    }

    /**
     * The last record of each key, without keys that were removed.
     *
     * @param client the settings that clients connect with
     * @param type of the values
     * @param isolation Kafka's level: what is not read in committed transactions only does not wait for those that are open
     */
    static <V> SortedMap<SubjectKey, ConsumerRecord<SubjectKey, V>> records(
            Map<String, Object> client, String topic, Class<V> type, String isolation) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        SortedMap<SubjectKey, ConsumerRecord<SubjectKey, V>> records = new TreeMap<>();
        try (Consumer<SubjectKey, V> consumer = new KafkaConsumer<>(
                settings,
                RecordSerde.of(SubjectKey.class).deserializer(),
                RecordSerde.of(type).deserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() == null) {
                        records.remove(record.key());
                    } else {
                        records.put(record.key(), record);
                    }
                });
            }
        }
        return records;
    }
}
