package io.brook.schemas.loss;

import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The ends of sensors that a task may have lost: those that the topic progress has from the previous stage, except those that the
 * task has passed on. If any of them is still to come, it is before the present end of the partition.
 *
 * @param ends what the previous stage has said, as the task would have received it
 * @param until the end of the task's partition
 */
record LostEnds(List<Progress> ends, long until) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Deserializer<SubjectKey> KEYS =
            RecordSerde.of(SubjectKey.class).deserializer();
    private static final Deserializer<Progress> VALUES =
            RecordSerde.of(Progress.class).deserializer();

    /** Asks the brokers. */
    static LostEnds find(Map<String, Object> client, Stage stage, TopicPartition partition) {
        Map<SubjectKey, Progress> told = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumer(client)) {
            List<TopicPartition> progress = consumer
                    .partitionsFor(Names.of(client).of(Topics.PROGRESS))
                    .stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(progress);
            consumer.seekToBeginning(progress);
            Map<TopicPartition, Long> ends = consumer.endOffsets(progress);
            while (progress.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(POLL).forEach(record -> take(record, told));
            }
            // Asked for last: ends that are not in the topic progress yet come after it.
            long until = consumer.endOffsets(List.of(partition)).get(partition);
            return new LostEnds(missing(told, stage, partition.partition()), until);
        }
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<SubjectKey, Progress> told) {
        try {
            if (record.value() == null) {
                told.remove(KEYS.deserialize(record.topic(), record.key()));
            } else {
                Progress progress = VALUES.deserialize(record.topic(), record.value());
                told.put(Stage.key(progress), progress);
            }
        } catch (SerializationException e) {
            // The logger sends unreadable records to the dead letters.
        }
    }

    private static List<Progress> missing(Map<SubjectKey, Progress> told, Stage stage, int task) {
        Set<String> passedOn = told.values().stream()
                .filter(progress ->
                        progress.getEnd() && progress.getStage().equals(stage.label()) && progress.getOrigin() == task)
                .map(Progress::getSensor)
                .collect(Collectors.toSet());
        return told.values().stream()
                .filter(progress -> progress.getEnd()
                        && progress.getStage().equals(stage.before().label()))
                .filter(progress -> !passedOn.contains(progress.getSensor()))
                // A capture reports to each task, but only once to the topic progress.
                .map(progress -> stage.before() == Stage.CAPTURE
                        ? Progress.newBuilder(progress).setOrigin(task).build()
                        : progress)
                .toList();
    }

    /** Whether nothing is left to read between an offset and the end that the partition had; asks the brokers. */
    boolean isPast(Map<String, Object> client, TopicPartition partition, long next) {
        try (Consumer<byte[], byte[]> consumer = consumer(client)) {
            consumer.assign(List.of(partition));
            consumer.seek(
                    partition,
                    Math.max(next, consumer.beginningOffsets(List.of(partition)).get(partition)));
            while (consumer.position(partition) < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < until) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
