package io.brook.capture.kafka;

import io.brook.capture.trim.ShuntedFlows;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Hears in the topic {@code control} what workers say of a sensor's flows, from now on: what they have said before is of packets that
 * this capture has not seen.
 */
public final class ShuntListener implements AutoCloseable {
    /** The topic has no other. */
    private static final int PARTITION = 0;

    private static final Duration POLL = Duration.ofMinutes(1);

    /** A consumer that closes waits for the answer to its last request, which comes when there is data or after this time. */
    private static final int FETCH_WAIT_MS = 100;

    private final RecordSerde<SubjectKey> keys = RecordSerde.of(SubjectKey.class);
    private final RecordSerde<Object> values = RecordSerde.of(Object.class);
    private final String sensor;
    private final ShuntedFlows flows;
    private final TopicPartition control;
    private final String where;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;

    /** The flows that were named, by what keys call them: the end of one is told by its key alone. */
    private final Map<String, FlowKey> named = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FlowKey> eldest) {
            return size() > ShuntedFlows.MAX_FLOWS;
        }
    };

    private volatile KafkaException failure;

    /**
     * Listens until it is closed, in a thread of its own.
     *
     * @param kafka the clients' connection settings, such as bootstrap.servers
     * @param sensor as the records of its packets call it
     * @param flows is told what is heard
     * @throws PublishException when the topic cannot be read
     */
    public ShuntListener(Map<String, Object> kafka, String sensor, ShuntedFlows flows) {
        this.sensor = sensor;
        this.flows = flows;
        control = new TopicPartition(Names.of(kafka).of(Topics.CONTROL), PARTITION);
        where = "topic " + control.topic() + " at " + kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        // What has been removed by then is as old as what was there before.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(control));
            consumer.seekToEnd(List.of(control));
            consumer.position(control);
        } catch (KafkaException e) {
            consumer.close();
            throw exception(e);
        }
        thread = new Thread(this::listen, "brook-shunt-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(this::hear);
            }
        } catch (WakeupException | InterruptException e) {
            // Closed.
        } catch (KafkaException e) {
            failure = e;
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> message) {
        SubjectKey key;
        Object value;
        try {
            key = keys.deserializer().deserialize(message.topic(), message.key());
            value = values.deserializer().deserialize(message.topic(), message.value());
        } catch (RuntimeException e) {
            // Of another version, or of nobody: what is not named is published whole.
            return;
        }
        if (key == null || !key.getSensor().equals(sensor)) {
            return;
        }
        if (value instanceof ShuntedFlow flow) {
            FlowKey decoded = FlowKey.decode(bytes(flow.getFlow()));
            named.put(key.getSubject(), decoded);
            flows.hear(decoded, flow.getTime());
        } else if (value == null) {
            FlowKey over = named.remove(key.getSubject());
            if (over != null) {
                flows.hearEnd(over);
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** @throws PublishException when the topic cannot be read any more, and waiting would not help */
    public void check() {
        KafkaException e = failure;
        if (e != null) {
            throw exception(e);
        }
    }

    private PublishException exception(KafkaException e) {
        return new PublishException(
                "cannot read " + where + ": " + ProducerErrors.reason(e), e, e instanceof RetriableException);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
