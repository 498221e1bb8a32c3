package io.brook.deploy.faults;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the analysis of the one sensor has come, in the traffic's own time. */
final class PacketTime implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final TopicPartition PROGRESS = new TopicPartition(Topics.PROGRESS.name(), 0);

    private final Consumer<byte[], Progress> progress;
    private final Map<Integer, Progress> tasks = new HashMap<>();

    PacketTime(Brokers brokers) {
        Map<String, Object> settings = new HashMap<>(brokers.client());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        progress = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(Progress.class).deserializer());
        progress.assign(List.of(PROGRESS));
        progress.seekToBeginning(List.of(PROGRESS));
    }

    /** Whether all tasks have come so far, in nanoseconds since the epoch, or to the end. */
    boolean isPast(long time) {
        progress.poll(POLL).forEach(record -> {
            if (record.value() != null && record.value().getStage().equals(Stage.ANALYSIS.label())) {
                tasks.put(record.value().getOrigin(), record.value());
            }
        });
        return !tasks.isEmpty()
                && tasks.size() == tasks.values().iterator().next().getOrigins()
                && tasks.values().stream().allMatch(task -> task.getEnd() || task.getTime() >= time);
    }

    @Override
    public void close() {
        progress.close();
    }
}
