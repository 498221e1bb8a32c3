package io.brook.deploy.replay;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Knows when all stages have published every line about some sensors. */
final class ReplayEnd {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Map<Stage, Watermark>> sensors = new HashMap<>();

    ReplayEnd(Collection<String> sensors) {
        for (String sensor : sensors) {
            Map<Stage, Watermark> stages = new EnumMap<>(Stage.class);
            Stage.LOGGING.forEach(stage -> stages.put(stage, new Watermark()));
            this.sensors.put(sensor, stages);
        }
    }

    /**
     * Waits until the topic progress says that all have ended.
     *
     * @param client the settings that clients connect with
     */
    void await(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        TopicPartition all = new TopicPartition(Names.of(client).of(Topics.PROGRESS), 0);
        try (KafkaConsumer<byte[], Progress> consumer = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(Progress.class).deserializer())) {
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            while (!isReached()) {
                consumer.poll(POLL).forEach(record -> hear(record.value()));
            }
        }
    }

    private void hear(Progress progress) {
        Map<Stage, Watermark> stages = sensors.get(progress.getSensor());
        for (Stage stage : Stage.LOGGING) {
            if (stages != null && stage.label().equals(progress.getStage())) {
                stages.get(stage).advance(progress);
            }
        }
    }

    private boolean isReached() {
        return sensors.values().stream()
                .flatMap(stages -> stages.values().stream())
                .allMatch(Watermark::ended);
    }
}
