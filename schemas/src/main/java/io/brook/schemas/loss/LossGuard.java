package io.brook.schemas.loss;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a consumer whose {@code auto.offset.reset} is {@code none}: when its position is gone, it goes on with the first record
 * that still exists, as {@code earliest} would, but reports it.
 */
public final class LossGuard {
    private static final Logger LOG = LoggerFactory.getLogger(LossGuard.class);

    private LossGuard() {}

    /**
     * Polls once. After a loss, records come with the next call.
     *
     * @param noticed is told of each loss, in the order of offsets; and, with an empty loss, of each partition that is read for the
     *     first time
     */
    public static <K, V> ConsumerRecords<K, V> poll(
            Consumer<K, V> consumer, Duration timeout, java.util.function.Consumer<Loss> noticed) {
        try {
            return consumer.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            goOn(consumer, e.offsetOutOfRangePartitions(), noticed);
        } catch (NoOffsetForPartitionException e) {
            begin(consumer, e.partitions(), noticed);
        }
        return ConsumerRecords.empty();
    }

    private static void goOn(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> positions, java.util.function.Consumer<Loss> noticed) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(positions.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(positions.keySet());
        positions.forEach((partition, position) -> {
            long begin = begins.get(partition);
            if (position < begin) {
                consumer.seek(partition, begin);
                noticed.accept(new Loss(partition, position, begin, false));
            } else {
                // Brokers that lose records reuse their offsets.
                long end = Math.min(position, ends.get(partition));
                LOG.warn("{}: the brokers have lost what was read from offset {} to {}", partition, end, position);
                consumer.seek(partition, end);
            }
        });
    }

    private static void begin(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions, java.util.function.Consumer<Loss> noticed) {
        consumer.beginningOffsets(partitions).forEach((partition, begin) -> {
            consumer.seek(partition, begin);
            noticed.accept(new Loss(partition, 0, begin, true));
        });
    }
}
