package io.brook.notice.outbox;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.loss.Heard;
import io.brook.schemas.loss.Loss;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Notices that Kafka has removed before they were delivered. A loss is reported in the transaction that commits the offset after it, and
 * so exactly once.
 */
final class OutboxLosses {
    private final Map<String, Object> kafka;
    private final Consumer<byte[], byte[]> consumer;
    private final String reader;
    private final String transactionalId;
    private final Losses losses;
    private final String topic;
    private final Map<TopicPartition, Loss> noticed = new HashMap<>();
    private final Map<TopicPartition, Heard> last = new HashMap<>();

    /**
     * @param kafka the connection settings
     * @param consumer what reads the notices
     * @param reader what it is called in messages
     * @param group its group
     */
    OutboxLosses(Map<String, Object> kafka, Consumer<byte[], byte[]> consumer, String reader, String group) {
        this.kafka = kafka;
        this.consumer = consumer;
        this.reader = reader;
        losses = new Losses(kafka);
        transactionalId = losses.names().of(group + "-");
        topic = losses.names().of(Topics.log(LogStream.of(new ReporterLog())));
    }

    /** What was lost. */
    LossCounters counters() {
        return losses.counters();
    }

    /** Nothing of that partition has been read since. */
    void notice(Loss loss) {
        if (loss.records() == 0) {
            // Committed, so that what goes missing from now on is known to be lost.
            commit(loss);
        } else {
            noticed.put(loss.partition(), loss);
        }
    }

    /** A notice was read. */
    void heard(TopicPartition partition, LogMeta meta) {
        Heard now = new Heard(meta.getSensor(), meta.getWritten());
        report(partition, now);
        last.put(partition, now);
    }

    /** Reports what was noticed, whether or not a notice has come since. */
    void settle() {
        Set.copyOf(noticed.keySet()).forEach(partition -> report(partition, Heard.NOTHING));
    }

    private void report(TopicPartition partition, Heard after) {
        Loss loss = noticed.get(partition);
        if (loss == null) {
            return;
        }
        ReporterLog line = losses.report(loss, reader, last.getOrDefault(partition, Heard.NOTHING), after);
        try (Producer<byte[], byte[]> producer = producer(partition)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    topic, RecordSerde.of(ReporterLog.class).serializer().serialize(topic, line)));
            producer.sendOffsetsToTransaction(
                    Map.of(partition, new OffsetAndMetadata(loss.to())), consumer.groupMetadata());
            producer.commitTransaction();
        }
        noticed.remove(partition);
    }

    private void commit(Loss loss) {
        consumer.commitSync(Map.of(loss.partition(), new OffsetAndMetadata(loss.to())));
    }

    private Producer<byte[], byte[]> producer(TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId + partition);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
