package io.brook.notice.logger;

import io.brook.notice.checkpoint.PartitionOffsets;
import io.brook.schemas.loss.Loss;
import io.brook.schemas.loss.LossGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads the partitions of the logs and of the progress, and tracks the positions. */
final class LogReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> reader;
    /** Sees the true ends of partitions, open transactions included. */
    private final Consumer<byte[], byte[]> ends;

    private final LogTopics topics;
    private final java.util.function.Consumer<Loss> lost;
    private final Map<TopicPartition, PartitionReading> readings = new HashMap<>();
    private boolean caughtUp;

    /**
     * Reads everything from the beginning, except what earlier processes have read.
     *
     * @param lost is told of records that Kafka removed before they were read
     */
    LogReader(
            Consumer<byte[], byte[]> reader,
            Consumer<byte[], byte[]> ends,
            LogTopics topics,
            List<PartitionOffsets> offsets,
            java.util.function.Consumer<Loss> lost) {
        this.reader = reader;
        this.ends = ends;
        this.topics = topics;
        this.lost = lost;
        List<TopicPartition> all = Stream.concat(topics.lines().stream(), topics.progress().stream())
                .toList();
        reader.assign(all);
        resume(offsets, ends.endOffsets(all));
        begin(all.stream().filter(each -> !readings.containsKey(each)).toList());
    }

    private void resume(List<PartitionOffsets> offsets, Map<TopicPartition, Long> end) {
        for (PartitionOffsets each : offsets) {
            TopicPartition partition = new TopicPartition(each.getTopic(), each.getPartition());
            if (!end.containsKey(partition)) {
                continue;
            }
            // Brokers that lose records reuse their offsets.
            long read = Math.min(each.getRead(), end.get(partition));
            readings.put(partition, new PartitionReading(read));
            reader.seek(partition, Math.min(each.getResume(), read));
        }
    }

    private void begin(List<TopicPartition> partitions) {
        reader.beginningOffsets(partitions).forEach((partition, first) -> {
            readings.put(partition, new PartitionReading(0));
            reader.seek(partition, first);
            if (first > 0) {
                lost.accept(new Loss(partition, 0, first, true));
            }
        });
    }

    ConsumerRecords<byte[], byte[]> poll() {
        return LossGuard.poll(reader, POLL, lost);
    }

    PartitionReading reading(TopicPartition partition) {
        return readings.get(partition);
    }

    /** Whether everything that was read before the restart has been read again; nothing can be written before that. */
    boolean hasCaughtUp() {
        caughtUp = caughtUp
                || readings.entrySet().stream()
                        .noneMatch(each -> each.getValue().wasRead(reader.position(each.getKey())));
        return caughtUp;
    }

    /** The position in a partition. */
    long position(TopicPartition partition) {
        return reader.position(partition);
    }

    /** The present ends of the partitions of the logs. */
    Map<TopicPartition, Long> ends() {
        return ends.endOffsets(topics.lines());
    }

    /** Where to go on after a restart. */
    List<PartitionOffsets> offsets(PartitionReading.Written files) {
        List<PartitionOffsets> offsets = new ArrayList<>();
        readings.forEach((partition, reading) -> {
            long position = reader.position(partition);
            offsets.add(new PartitionOffsets(
                    partition.topic(), partition.partition(), reading.resume(position, files), position));
        });
        return offsets;
    }
}
