package io.brook.notice.outbox;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.LossGuard;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be delivered, in a topic: read as a member of the group of one way of delivery, whose offsets say what has been delivered.
 * For one thread.
 *
 * @param <T> what the topic holds
 */
public final class Outbox<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final OutboxLosses losses;
    private final Undeliverable undeliverable;
    private final Deserializer<T> decoder;
    /** Where the partitions ended when they were assigned or {@link #begin} was called; null when that is not known. */
    private Map<TopicPartition, Long> ends;

    private boolean joined;

    /**
     * @param kafka the connection settings, such as bootstrap.servers
     * @param reader what it is called in messages
     * @param group the group's name, without the prefix of the cluster's names
     * @param revoked is told of the partitions that another member gets
     */
    public Outbox(
            Map<String, Object> kafka,
            Topic topic,
            Class<T> type,
            String reader,
            String group,
            Consumer<Collection<TopicPartition>> revoked) {
        consumer = new KafkaConsumer<>(
                NoticeGroup.settings(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        losses = new OutboxLosses(kafka, consumer, reader, group);
        undeliverable = new Undeliverable(kafka);
        decoder = RecordSerde.of(type).deserializer();
        consumer.subscribe(List.of(Names.of(kafka).of(topic)), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                ends = null;
                revoked.accept(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                joined = true;
                ends = null;
            }
        });
    }

    /** From here on the end is where the partitions end now. */
    public void begin() {
        ends = null;
    }

    /** The next records, if there are any. */
    public ConsumerRecords<byte[], byte[]> poll() {
        return LossGuard.poll(consumer, POLL, losses::notice);
    }

    /** Whether everything has been read up to the end. A member that has no partition has nothing to read. */
    public boolean isAtEnd() {
        if (!joined) {
            return false;
        }
        if (ends == null) {
            ends = consumer.endOffsets(consumer.assignment());
        }
        try {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (NoOffsetForPartitionException e) {
            // At the very first start the next poll finds a position.
            return false;
        }
    }

    /** Reports what was lost, whether or not a record has come since. */
    public void settle() {
        losses.settle();
    }

    /** @return what a record holds; null when it cannot be read */
    public T read(ConsumerRecord<byte[], byte[]> record) {
        T value;
        try {
            value = decoder.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "skipped {}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return null;
        }
        if (value != null) {
            losses.heard(partition(record), LogStream.meta(value));
        }
        return value;
    }

    /** Where a record is. */
    public static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** These records are read again, each partition from here on. */
    public void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
    }

    /** What has been read of the partitions that this member has. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, consumer.position(partition));
        }
        return positions;
    }

    /** What was committed of a partition; null when nothing was. */
    public OffsetAndMetadata committed(TopicPartition partition) {
        return consumer.committed(Set.of(partition)).get(partition);
    }

    /** What is before these offsets has been delivered. */
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        consumer.commitSync(offsets);
    }

    /**
     * A record is given up for a receiver: it goes to the topic dead-letters.
     *
     * @param error why, without secrets
     */
    public void giveUp(ConsumerRecord<byte[], byte[]> record, String receiver, String error) {
        undeliverable.send(record, receiver, error);
    }

    /** What Kafka had removed before it was delivered. */
    public LossCounters losses() {
        return losses.counters();
    }

    @Override
    public void close() {
        undeliverable.close();
        consumer.close();
    }
}
