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
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        SortedMap<SubjectKey, V> values = new TreeMap<>();
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
                        values.remove(record.key());
                    } else {
                        values.put(record.key(), record.value());
                    }
                });
            }
        }
        return values;
    }
}
