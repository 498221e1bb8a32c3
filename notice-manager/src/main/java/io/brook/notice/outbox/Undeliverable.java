package io.brook.notice.outbox;

import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What is given up goes to the topic dead-letters, with headers that say who has not got it, and why. Costs nothing until the first of
 * them. The offset is committed after that, so a record may be there twice after a crash.
 */
final class Undeliverable implements AutoCloseable {
    private final Map<String, Object> settings;
    private final String topic;
    private Producer<byte[], byte[]> producer;

    /** @param kafka the connection settings */
    Undeliverable(Map<String, Object> kafka) {
        topic = Names.of(kafka).of(Topics.DEAD_LETTERS);
        settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
    }

    /**
     * Sends a record there, and returns when Kafka has it.
     *
     * @param receiver who has not got it
     * @param error why, without secrets
     */
    void send(ConsumerRecord<byte[], byte[]> record, String receiver, String error) {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        Long time = record.timestamp() < 0 ? null : record.timestamp();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, time, record.key(), record.value(), record.headers());
        DeadLetterHeaders.add(
                letter.headers(),
                DeliveryException.class.getName(),
                error,
                record.topic(),
                record.partition(),
                record.offset());
        DeadLetterHeaders.add(letter.headers(), DeadLetterHeaders.RECEIVER, receiver);
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused
                    ? refused
                    : new KafkaException("cannot write to topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
