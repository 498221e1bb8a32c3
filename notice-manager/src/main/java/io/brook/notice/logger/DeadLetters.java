package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.schemas.serde.BadRecordLines;
import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that are not lines of logs to the topic dead-letters: key, value, time and headers unchanged, with headers that say
 * why and from where. Costs nothing until the first such record.
 */
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final BadRecordLines LINES = new BadRecordLines(LOG);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final String topic;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Exception refused;
    private final AtomicLong count = new AtomicLong();
    private Producer<byte[], byte[]> producer;

    /**
     * @param kafka the connection settings
     * @param sent how many were sent by earlier processes of this run
     */
    DeadLetters(Map<String, Object> kafka, long sent) {
        topic = Names.of(kafka).of(Topics.DEAD_LETTERS);
        settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        // While Kafka does not answer they wait, and the checkpoint waits for them.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        count.set(sent);
    }

    /** How many were sent. Safe to call from any thread. */
    long count() {
        return count.get();
    }

    void send(ConsumerRecord<byte[], byte[]> record, Exception reason) {
        LINES.say(record.topic(), record.partition(), record.offset(), topic, reason);
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        // Not every client sets the timestamp of its records.
        Long time = record.timestamp() < 0 ? null : record.timestamp();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, time, record.key(), record.value(), record.headers());
        DeadLetterHeaders.add(
                letter.headers(),
                reason.getClass().getName(),
                reason.getMessage(),
                record.topic(),
                record.partition(),
                record.offset());
        unanswered.incrementAndGet();
        producer.send(letter, this::answered);
        count.incrementAndGet();
    }

    private void answered(RecordMetadata metadata, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            // It stays where it was; stopping because of it would mean stopping for good.
            LOG.warn("a record is too large for {}: {}", topic, failure.getMessage());
        } else if (failure != null) {
            refused = failure;
        }
        unanswered.decrementAndGet();
    }

    /**
     * Whether Kafka has everything that was sent.
     *
     * @throws LogWriteException when it refuses
     */
    boolean areSent() {
        if (refused != null) {
            throw new LogWriteException("cannot write to topic " + topic + ": " + refused.getMessage(), refused);
        }
        return unanswered.get() == 0;
    }

    /** Waits briefly for records that are being sent. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE);
            producer = null;
        }
    }
}
