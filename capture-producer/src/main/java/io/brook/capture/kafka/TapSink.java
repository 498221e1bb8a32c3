package io.brook.capture.kafka;

import io.brook.capture.TapConfig;
import io.brook.capture.batch.RecordSink;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Takes a tap's records into a bounded buffer, from which a thread sends them in order. Traffic does not wait, so there are no
 * transactions: what Kafka does not take in time is lost and counted.
 */
public final class TapSink implements RecordSink, AutoCloseable {
    private static final int POLL_MS = 100;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Serializer<Object> serializer = RecordSerde.of(Object.class).serializer();
    private final String topic;
    private final ProducerErrors errors;
    private final SendBuffer buffer;
    private final PacketIndex index;
    private final TapCounters counters;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final Thread sender;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean ending;

    /** @throws PublishException when Kafka's client refuses the settings, or Kafka does not say how many partitions there are */
    public TapSink(Map<String, Object> kafka, TapConfig config, TapCounters counters) {
        this.counters = counters;
        topic = Names.of(kafka).of(Topics.PACKETS);
        errors = new ProducerErrors(kafka, config.tap());
        try {
            producer = new KafkaProducer<>(
                    ProducerSettings.ofTap(kafka), new ByteArraySerializer(), new ByteArraySerializer());
            partitions = producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw errors.exception(e);
        }
        buffer = new SendBuffer(config);
        index = new PacketIndex(Names.of(kafka), config.tap());
        sender = new Thread(this::sendAll, "brook-tap-sender");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void send(int partition, byte[] key, Object value) {
        PacketSpan span = PacketSpan.of(value);
        if (!buffer.add(new Waiting(partition, key, serializer.serialize(topic, value), span))) {
            counters.refused(span.packets());
        }
    }

    /** @throws PublishException when Kafka refuses what is sent, and waiting would not help */
    public void check() {
        Exception e = failure.get();
        if (e != null) {
            throw errors.exception(e);
        }
    }

    private void sendAll() {
        try {
            while (!ending || !buffer.isEmpty()) {
                Waiting next = buffer.take(POLL_MS);
                if (next != null) {
                    send(next);
                }
                index.take().forEach(this::send);
            }
        } catch (InterruptedException | InterruptException e) {
            // Closed: what is left is lost, which close() counts.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(Waiting record) {
        PacketSpan span = record.span();
        producer.send(new ProducerRecord<>(topic, record.partition(), record.key(), record.value()), (metadata, e) -> {
            if (e == null) {
                counters.sent(span.packets());
                index.acknowledged(record.partition(), metadata.offset(), span);
                return;
            }
            counters.refused(span.packets());
            if (!(e instanceof RecordTooLargeException)) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void send(ProducerRecord<byte[], byte[]> range) {
        producer.send(range, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /**
     * Sends what waits, and returns when Kafka has it.
     *
     * @param patience how long this may take; what has not been sent by then is lost
     */
    public void drain(Duration patience) throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + patience.toNanos();
        sender.join(Math.max(1, patience.toMillis()));
        producer.flush();
        index.takeAll().forEach(this::send);
        long left = Math.max(0, end - System.nanoTime());
        producer.close(Duration.ofNanos(left));
    }

    @Override
    public void close() {
        ending = true;
        sender.interrupt();
        try {
            sender.join(TimeUnit.SECONDS.toMillis(1));
            for (Waiting left = buffer.take(0); left != null; left = buffer.take(0)) {
                counters.refused(left.span().packets());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSING);
        buffer.close();
    }
}
