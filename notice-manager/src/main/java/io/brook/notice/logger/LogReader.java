package io.brook.notice.logger;

import io.brook.notice.logger.checkpoint.PartitionOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the partitions of the logs and of the progress, and knows how far. */
final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> reader;
    /** Sees the true ends of partitions, open transactions included. */
    private final Consumer<byte[], byte[]> ends;

    private final LogTopics topics;
    private final Map<TopicPartition, PartitionReading> readings = new HashMap<>();
    private boolean caughtUp;

    /** Reads everything from its beginning, but for what earlier processes have read. */
    LogReader(
            Consumer<byte[], byte[]> reader,
            Consumer<byte[], byte[]> ends,
            LogTopics topics,
            List<PartitionOffsets> offsets) {
        this.reader = reader;
        this.ends = ends;
        this.topics = topics;
        List<TopicPartition> all = Stream.concat(topics.lines().stream(), topics.progress().stream())
                .toList();
        reader.assign(all);
        reader.seekToBeginning(all);
        if (!offsets.isEmpty()) {
            resume(offsets, reader.beginningOffsets(all), ends.endOffsets(all));
        }
        all.forEach(partition -> readings.putIfAbsent(partition, new PartitionReading(0)));
    }

    private void resume(
            List<PartitionOffsets> offsets, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
        for (PartitionOffsets each : offsets) {
            TopicPartition partition = new TopicPartition(each.getTopic(), each.getPartition());
            if (!end.containsKey(partition)) {
                continue;
            }
            // Brokers that lose records give their offsets to others.
            long read = Math.min(each.getRead(), end.get(partition));
            long resume = Math.min(each.getResume(), read);
            long kept = first.get(partition);
            if (resume < kept) {
                LOG.warn("{}: Kafka has removed offsets {} to {} before they were read", partition, resume, kept);
                resume = kept;
            }
            readings.put(partition, new PartitionReading(read));
            reader.seek(partition, resume);
        }
    }

    ConsumerRecords<byte[], byte[]> poll() {
        return reader.poll(POLL);
    }

    PartitionReading reading(TopicPartition partition) {
        return readings.get(partition);
    }

    /** Whether all that was read before the restart has been read again; nothing can be written before. */
    boolean hasCaughtUp() {
        caughtUp = caughtUp
                || readings.entrySet().stream()
                        .noneMatch(each -> each.getValue().wasRead(reader.position(each.getKey())));
        return caughtUp;
    }

    /** Up to where a partition has been read. */
    long position(TopicPartition partition) {
        return reader.position(partition);
    }

    /** Where each partition of the logs ends now. */
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
