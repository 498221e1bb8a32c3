package io.brook.notice.webhook;

import io.brook.notice.outbox.NoticeGroup;
import io.brook.notice.outbox.OutboxLosses;
import io.brook.notice.policy.NoticeAction;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.LossGuard;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
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
 * Posts the notices of the topic log.notice whose actions say so to one receiver, in their order. A consumer of the receiver's own group,
 * so that one that is slow or dead holds up no other. A notice counts as posted when the receiver has answered with a status of 200 to
 * 299; after a crash it may be posted again, with the same Brook-Delivery.
 */
public final class WebhookPoster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPoster.class);
    private static final Topic TOPIC = Topics.log(LogStream.of(new NoticeLog()));
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long a receiver may fail before a notice is given up. */
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    /** What a client can do nothing about: time-outs, and too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Consumer<byte[], byte[]> consumer;
    private final OutboxLosses losses;
    private final Webhook receiver;
    private final WebhookClient client;
    private final WebhookFigures figures;
    private final Deserializer<NoticeLog> decoder =
            RecordSerde.of(NoticeLog.class).deserializer();

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param figures counts notices
     */
    public WebhookPoster(Map<String, Object> kafka, Webhook receiver, WebhookFigures figures) {
        String group = "brook-webhook-" + receiver.name();
        consumer = new KafkaConsumer<>(
                NoticeGroup.settings(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        losses = new OutboxLosses(kafka, consumer, "the webhook " + receiver.name(), group);
        this.receiver = receiver;
        this.figures = figures;
        client = new WebhookClient(receiver);
        consumer.subscribe(List.of(Names.of(kafka).of(TOPIC)));
    }

    /**
     * Posts the notices that this receiver has not got yet, and returns.
     *
     * @return how many it has accepted
     * @throws WebhookException when it does not take one now; that one comes again at the next call
     */
    public int postPending() throws WebhookException, InterruptedException {
        int posted = 0;
        do {
            posted += post(LossGuard.poll(consumer, POLL, losses::notice));
        } while (!isAtEnd());
        losses.settle();
        return posted;
    }

    private boolean isAtEnd() {
        Set<TopicPartition> assigned = consumer.assignment();
        if (assigned.isEmpty()) {
            return false;
        }
        try {
            return consumer.endOffsets(assigned).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (NoOffsetForPartitionException e) {
            // At the very first start the next poll finds a position.
            return false;
        }
    }

    private int post(ConsumerRecords<byte[], byte[]> records) throws WebhookException, InterruptedException {
        int posted = 0;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                try {
                    posted += post(record, partition) ? 1 : 0;
                } catch (WebhookException e) {
                    rewind(records);
                    throw e;
                }
            }
        }
        return posted;
    }

    /** What has not been posted is read again. */
    private void rewind(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(records.partitions());
        for (TopicPartition partition : records.partitions()) {
            OffsetAndMetadata known = committed.get(partition);
            long first = records.records(partition).get(0).offset();
            consumer.seek(partition, known == null ? first : Math.max(first, known.offset()));
        }
    }

    /** @return whether the receiver has accepted it */
    private boolean post(ConsumerRecord<byte[], byte[]> record, TopicPartition partition)
            throws WebhookException, InterruptedException {
        NoticeLog notice = read(record);
        boolean accepted = false;
        if (notice != null) {
            losses.heard(partition, notice.getMeta());
            boolean wanted =
                    notice.getActions() != null && notice.getActions().contains(NoticeAction.WEBHOOK.zeekName());
            accepted = wanted && post(record, notice);
        }
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        return accepted;
    }

    private NoticeLog read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return decoder.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "skipped {}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return null;
        }
    }

    private boolean post(ConsumerRecord<byte[], byte[]> record, NoticeLog notice)
            throws WebhookException, InterruptedException {
        long now = System.currentTimeMillis();
        String delivery = record.topic() + '-' + record.partition() + '-' + record.offset();
        String why;
        try {
            int status = client.post(receiver.form().body(notice), delivery, now / 1000);
            if (status >= OK && status < REDIRECT) {
                figures.posted();
                return true;
            }
            why = "it answers with status " + status;
            if (status >= CLIENT_ERROR && status < SERVER_ERROR && !PASSING.contains(status)) {
                giveUp(notice, why);
                return false;
            }
        } catch (IOException e) {
            why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        if (now - record.timestamp() > GIVE_UP_AFTER.toMillis()) {
            giveUp(notice, why + ", for " + GIVE_UP_AFTER.toHours() + " hours");
            return false;
        }
        figures.failed();
        throw new WebhookException("the webhook " + receiver.name() + " does not take notices: " + why);
    }

    private void giveUp(NoticeLog notice, String why) {
        figures.givenUp();
        LOG.error("notice {} is not posted to {}: {}", notice.getNote(), receiver.name(), why);
    }

    /** What Kafka had removed before it was posted. */
    public LossCounters losses() {
        return losses.counters();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
