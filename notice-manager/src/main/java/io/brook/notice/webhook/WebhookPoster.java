package io.brook.notice.webhook;

import io.brook.notice.outbox.DeliveryRules;
import io.brook.notice.outbox.Outbox;
import io.brook.notice.outbox.Throttle;
import io.brook.notice.policy.NoticeAction;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the notices of the topic deliveries whose actions say so to one receiver, in their order. A consumer of the receiver's own group,
 * so that one that is slow or dead holds up no other. A notice counts as posted when the receiver has answered with a status of 200 to
 * 299; after a crash it may be posted again, with the same Brook-Delivery.
 */
public final class WebhookPoster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPoster.class);
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    /** What a client can do nothing about: time-outs, and too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Outbox<NoticeLog> outbox;
    private final Webhook receiver;
    private final WebhookClient client;
    private final WebhookFigures figures;
    private final DeliveryRules rules;
    private final Throttle throttle;
    /** Since when the receiver has taken nothing, in milliseconds since the epoch; 0 when it takes notices. */
    private long failingSinceMs;

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param figures counts notices
     */
    public WebhookPoster(Map<String, Object> kafka, Webhook receiver, DeliveryRules rules, WebhookFigures figures) {
        throttle = new Throttle(rules);
        outbox = new Outbox<>(
                kafka,
                Topics.DELIVERIES,
                NoticeLog.class,
                "the webhook " + receiver.name(),
                receiver.group(),
                revoked -> throttle.forget(revoked));
        this.receiver = receiver;
        this.figures = figures;
        this.rules = rules;
        client = new WebhookClient(receiver);
    }

    /**
     * Posts the notices that this receiver has not got yet, and returns. What it refuses for good, or for too long, is given up: it goes to
     * the topic dead-letters.
     *
     * @return how many it has accepted
     * @throws WebhookException when it does not take one now; that one comes again at the next call
     */
    public int postPending() throws WebhookException, InterruptedException {
        outbox.begin();
        int posted = 0;
        do {
            posted += post(outbox.poll());
        } while (!outbox.isAtEnd());
        outbox.settle();
        return throttle.isDue(System.currentTimeMillis()) ? posted + postHeld() : posted;
    }

    /**
     * The same, and also posts what is held because of the limit: no more will come.
     *
     * @return how many it has accepted
     * @throws WebhookException when it does not take one now
     */
    public int postAll() throws WebhookException, InterruptedException {
        int posted = postPending();
        return throttle.isHolding() ? posted + postHeld() : posted;
    }

    private int postHeld() throws WebhookException, InterruptedException {
        NoticeLog summary = throttle.summary();
        ConsumerRecord<byte[], byte[]> record = throttle.record(summary);
        boolean accepted = post(record, summary, "tally-" + delivery(record));
        throttle.release(System.currentTimeMillis());
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        outbox.positions().forEach((partition, next) -> positions.put(partition, new OffsetAndMetadata(next)));
        outbox.commit(positions);
        return accepted ? 1 : 0;
    }

    /** While notices are held, the offset is that of the first of them, and the metadata says what has been read. */
    private OffsetAndMetadata position(TopicPartition partition, long next) {
        OptionalLong held = throttle.firstHeld(partition);
        return held.isPresent()
                ? new OffsetAndMetadata(held.getAsLong(), Long.toString(next))
                : new OffsetAndMetadata(next);
    }

    private static String delivery(ConsumerRecord<?, ?> record) {
        return record.topic() + '-' + record.partition() + '-' + record.offset();
    }

    private int post(ConsumerRecords<byte[], byte[]> records) throws WebhookException, InterruptedException {
        Map<TopicPartition, Long> next = new HashMap<>();
        records.partitions()
                .forEach(partition ->
                        next.put(partition, records.records(partition).get(0).offset()));
        int posted = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                posted += take(record) ? 1 : 0;
            } catch (WebhookException e) {
                // What has not been posted is read again.
                outbox.seek(next);
                throw e;
            }
            long done = record.offset() + 1;
            next.put(Outbox.partition(record), done);
            outbox.commit(Map.of(Outbox.partition(record), position(Outbox.partition(record), done)));
        }
        return posted;
    }

    /** @return whether the receiver has accepted it */
    private boolean take(ConsumerRecord<byte[], byte[]> record) throws WebhookException, InterruptedException {
        NoticeLog notice = outbox.read(record);
        if (notice == null
                || notice.getActions() == null
                || !notice.getActions().contains(NoticeAction.WEBHOOK.zeekName())) {
            return false;
        }
        long now = System.currentTimeMillis();
        if (!throttle.isOpen(notice, now)) {
            throttle.hold(record, notice);
            return false;
        }
        boolean accepted = post(record, notice, delivery(record));
        throttle.passed(notice, now);
        return accepted;
    }

    private boolean post(ConsumerRecord<byte[], byte[]> record, NoticeLog notice, String delivery)
            throws WebhookException, InterruptedException {
        long now = System.currentTimeMillis();
        String why;
        try {
            int status = client.post(receiver.form().body(notice), delivery, now / 1000);
            if (status >= OK && status < REDIRECT) {
                figures.posted();
                failingSinceMs = 0;
                return true;
            }
            why = "it answers with status " + status;
            if (status >= CLIENT_ERROR && status < SERVER_ERROR && !PASSING.contains(status)) {
                failingSinceMs = 0;
                giveUp(record, notice, why);
                return false;
            }
        } catch (IOException e) {
            why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        failingSinceMs = failingSinceMs == 0 ? now : failingSinceMs;
        if (rules.areOver(record.timestamp(), failingSinceMs, now)) {
            giveUp(record, notice, why + ", " + rules.howLong());
            return false;
        }
        figures.failed();
        throw new WebhookException("the webhook " + receiver.name() + " does not take notices: " + why);
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, NoticeLog notice, String why) {
        outbox.giveUp(record, receiver.name(), why);
        figures.givenUp();
        LOG.error("notice {} is not posted to {}: {}", notice.getNote(), receiver.name(), why);
    }

    /** What Kafka had removed before it was posted. */
    public LossCounters losses() {
        return outbox.losses();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
