package io.brook.deploy.embedded;

import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sensors whose traffic is already in a broker's topics. */
final class KnownSensors {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final TopicPartition PROGRESS = new TopicPartition(Topics.PROGRESS.name(), 0);

    private KnownSensors() {}

    static Set<String> read(Map<String, Object> client) {
        Set<String> sensors = new HashSet<>();
        try (Consumer<byte[], Progress> consumer = new KafkaConsumer<>(
                client,
                new ByteArrayDeserializer(),
                RecordSerde.of(Progress.class).deserializer())) {
            consumer.assign(List.of(PROGRESS));
            consumer.seekToBeginning(List.of(PROGRESS));
            long end = consumer.endOffsets(List.of(PROGRESS)).get(PROGRESS);
            while (consumer.position(PROGRESS) < end) {
                consumer.poll(POLL).forEach(record -> sensors.add(record.value().getSensor()));
            }
        }
        return sensors;
    }
}
