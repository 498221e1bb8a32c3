package io.brook.capture.kafka;

import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic {@code capture-progress}. */
public final class CommittedProgress {
    /** The part of every key apart from the sensor. */
    static final String SUBJECT = "capture";

    /** The topic has no other. */
    static final int PARTITION = 0;

    private static final Duration POLL = Duration.ofMillis(100);

    /** A consumer that closes waits for the answer to its last request, which comes when there is data or after this time. */
    private static final int FETCH_WAIT_MS = 10;

    /** Longer than the transaction of another, dead node stays open; in nanoseconds. */
    private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

    private CommittedProgress() {}

    /**
     * How far each sensor has come. Reads to the very end of the topic: if another node's transaction is open, until it has ended,
     * because this node's own records may come after it.
     *
     * @throws KafkaException when it cannot be read
     */
    public static Map<String, CaptureProgress> read(Map<String, Object> kafka) {
        Map<String, CaptureProgress> progress = new HashMap<>();
        TopicPartition all = new TopicPartition(Names.of(kafka).of(Topics.CAPTURE_PROGRESS), PARTITION);
        long end = end(kafka, all);
        if (end == 0) {
            return progress;
        }
        long start = System.nanoTime();
        try (Consumer<byte[], CaptureProgress> consumer = consumer(kafka)) {
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            while (consumer.position(all) < end) {
                consumer.poll(POLL)
                        .forEach(record -> progress.put(record.value().getSensor(), record.value()));
                if (System.nanoTime() - start > PATIENCE) {
                    throw new TimeoutException("a transaction in topic " + all.topic() + " does not end");
                }
            }
        }
        return progress;
    }

    /** A consumer of committed records knows only the end of these. */
    private static long end(Map<String, Object> kafka, TopicPartition all) {
        try (Admin admin = Admin.create(kafka)) {
            ListOffsetsOptions everything = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
            return admin.listOffsets(Map.of(all, OffsetSpec.latest()), everything)
                    .partitionResult(all)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "topic " + all.topic() + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Consumer<byte[], CaptureProgress> consumer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(CaptureProgress.class).deserializer());
    }
}
