package io.brook.capture.send;

import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the topic {@code packets}, without waiting for each: a record that the broker refuses is told of by the
 * next call of any method here. After that nothing is sent any more, for a flow with a hole in it is worse than none.
 */
final class KafkaSink implements RecordSink, AutoCloseable {
    private static final String TOPIC = Topics.PACKETS.name();

    /** What Brook prefers, and a deployment may set otherwise. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG,
            512 * 1024,
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L << 20,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "none");

    /** What exact order within a flow, and nothing lost, depend on. */
    private static final Map<String, Object> FIXED =
            Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);

    private final String servers;
    private final KafkaProducer<byte[], Object> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback onSent = (metadata, e) -> {
        if (e != null) {
            failure.compareAndSet(null, e);
        }
    };
    private boolean failureTold;
    private int partitions;

    KafkaSink(Map<String, Object> kafka) {
        servers = String.valueOf(kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
        Map<String, Object> config = new HashMap<>(DEFAULTS);
        config.putAll(kafka);
        config.putAll(FIXED);
        try {
            producer = new KafkaProducer<>(
                    config,
                    new ByteArraySerializer(),
                    RecordSerde.of(Object.class).serializer());
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public int partitions() {
        if (partitions == 0) {
            try {
                partitions = producer.partitionsFor(TOPIC).size();
            } catch (KafkaException e) {
                throw failed(e);
            }
        }
        return partitions;
    }

    @Override
    public void send(int partition, byte[] key, Object value) {
        check();
        try {
            producer.send(new ProducerRecord<>(TOPIC, partition, key, value), onSent);
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
            check();
        }
    }

    /** Waits until the broker has all that was sent. */
    void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        check();
    }

    private void check() {
        Exception e = failure.get();
        if (e != null) {
            failureTold = true;
            throw failed(e);
        }
    }

    private PublishException failed(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new PublishException("cannot publish to topic " + TOPIC + " at " + servers + ": " + reason, e);
    }

    /** Waits as {@link #flush} does, unless something has failed; tells of that only where no one has been told. */
    @Override
    public void close() {
        Duration wait = failure.get() == null ? Duration.ofMillis(Long.MAX_VALUE) : Duration.ZERO;
        try {
            producer.close(wait);
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (!failureTold) {
            check();
        }
    }
}
