package io.brook.notice.mail;

import io.brook.notice.outbox.NoticeGroup;
import io.brook.notice.outbox.OutboxLosses;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.loss.LossGuard;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
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
 * Mails the notices of the topic log.notice that have recipients. A consumer of the group of its kind: several share the work,
 * and a notice that one has mailed is not mailed by another. A notice counts as mailed when the server has accepted it.
 */
public final class NoticeMailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeMailer.class);
    private static final Topic TOPIC = Topics.log(LogStream.of(new NoticeLog()));
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long a recipient may be refused temporarily. */
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private final Consumer<byte[], byte[]> consumer;
    private final OutboxLosses losses;
    private final MailKind kind;
    private final MailConfig config;
    private final MailFigures figures;
    private final SmtpTransport transport;
    private final Deserializer<NoticeLog> decoder =
            RecordSerde.of(NoticeLog.class).deserializer();
    /** The ends of the partitions when they were assigned or the call began; null when they are not known. */
    private Map<TopicPartition, Long> ends;

    private final Map<TopicPartition, Undelivered> undelivered = new HashMap<>();
    private final Set<String> refused = new TreeSet<>();
    private boolean joined;

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param figures counts mails
     */
    public NoticeMailer(Map<String, Object> kafka, MailKind kind, MailConfig config, MailFigures figures) {
        this(
                kafka,
                kind,
                new KafkaConsumer<>(
                        NoticeGroup.settings(kafka, kind.group()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                config,
                figures);
    }

    private NoticeMailer(
            Map<String, Object> kafka,
            MailKind kind,
            Consumer<byte[], byte[]> consumer,
            MailConfig config,
            MailFigures figures) {
        this.consumer = consumer;
        this.kind = kind;
        losses = new OutboxLosses(kafka, consumer, "the mailer", kind.group());
        this.config = config;
        this.figures = figures;
        transport = new SmtpTransport(config);
        consumer.subscribe(List.of(Names.of(kafka).of(TOPIC)), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                ends = null;
                undelivered.keySet().removeAll(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                joined = true;
                ends = null;
            }
        });
    }

    /**
     * Mails the notices that this mailer's group has not mailed yet, and returns. Recipients that the server refuses temporarily are tried
     * again in later calls; those that it refuses for good are given up, with a line that says so.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached; the notice comes again at the next call
     */
    public int mailPending() throws MailException {
        ends = null;
        int mailed = 0;
        try {
            do {
                mailed += mail(LossGuard.poll(consumer, POLL, losses::notice));
            } while (!isAtEnd());
            losses.settle();
            mailed += mailWaiting(System.currentTimeMillis());
        } finally {
            transport.close();
            figures.waiting(
                    undelivered.values().stream().mapToInt(Undelivered::size).sum());
        }
        return mailed;
    }

    /** The recipients for which the server has refused a notice, temporarily or for good, since this mailer started. */
    public Set<String> refused() {
        return Set.copyOf(refused);
    }

    private boolean isAtEnd() {
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

    private int mail(ConsumerRecords<byte[], byte[]> records) throws MailException {
        if (records.isEmpty()) {
            return 0;
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            next.put(partition, records.records(partition).get(0).offset());
        }
        int mailed = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Undelivered waiting = undelivered(partition);
                boolean accepted = mail(record, waiting);
                long done = record.offset() + 1;
                next.put(partition, done);
                if (accepted) {
                    mailed++;
                    consumer.commitSync(Map.of(partition, waiting.position(done)));
                }
            }
        } catch (MailException e) {
            next.forEach(consumer::seek);
            throw e;
        }
        commit();
        return mailed;
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, undelivered(partition).position(consumer.position(partition)));
        }
        consumer.commitSync(positions);
    }

    private Undelivered undelivered(TopicPartition partition) {
        return undelivered.computeIfAbsent(
                partition,
                assigned -> new Undelivered(
                        kind.recipients(), consumer.committed(Set.of(assigned)).get(assigned)));
    }

    /** @return whether the server has accepted it for any recipient */
    private boolean mail(ConsumerRecord<byte[], byte[]> record, Undelivered waiting) throws MailException {
        NoticeLog notice;
        try {
            notice = decoder.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "skipped {}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return false;
        }
        if (notice != null) {
            losses.heard(new TopicPartition(record.topic(), record.partition()), notice.getMeta());
        }
        if (notice == null) {
            return false;
        }
        List<String> recipients =
                waiting.recipients(record.offset(), kind.recipients().apply(notice));
        if (recipients.isEmpty()) {
            return false;
        }
        List<Refusal> refusals = send(notice, recipients);
        List<String> later = later(refusals);
        if (!later.isEmpty()) {
            Undelivered.Waiting givenUp =
                    waiting.add(record.offset(), notice, record.timestamp(), later, System.currentTimeMillis());
            if (givenUp != null) {
                giveUp(givenUp, "more than " + Undelivered.MAX_WAITING + " notices wait");
            }
        }
        return refusals.size() < recipients.size();
    }

    private int mailWaiting(long now) throws MailException {
        int mailed = 0;
        for (Map.Entry<TopicPartition, Undelivered> partition : undelivered.entrySet()) {
            Undelivered waiting = partition.getValue();
            for (Map.Entry<Long, Undelivered.Waiting> due : waiting.due(now).entrySet()) {
                Undelivered.Waiting each = due.getValue();
                List<Refusal> refusals = send(each.notice, each.recipients);
                List<String> later = later(refusals);
                mailed += refusals.size() < each.recipients.size() ? 1 : 0;
                if (!later.isEmpty() && now - each.publishedMs > GIVE_UP_AFTER.toMillis()) {
                    giveUp(each, "the server has refused for " + GIVE_UP_AFTER.toHours() + " hours");
                    later = List.of();
                }
                waiting.tried(due.getKey(), later, now);
                consumer.commitSync(
                        Map.of(partition.getKey(), waiting.position(consumer.position(partition.getKey()))));
            }
        }
        return mailed;
    }

    private void giveUp(Undelivered.Waiting waiting, String why) {
        figures.givenUp();
        LOG.error(
                "notice {} is not mailed to {}: {}",
                waiting.notice.getNote(),
                String.join(", ", waiting.recipients),
                why);
    }

    private List<Refusal> send(NoticeLog notice, List<String> recipients) throws MailException {
        List<Refusal> refusals = transport.send(kind.message().of(notice, config.subjectPrefix(), recipients));
        for (Refusal refusal : refusals) {
            refused.add(refusal.recipient());
            figures.refused();
            if (refusal.failure().mayPass()) {
                LOG.warn("mail server refuses {}; trying again later", refusal);
            } else {
                LOG.error("notice {} is not mailed to {}", notice.getNote(), refusal);
            }
        }
        if (refusals.size() < recipients.size()) {
            figures.sent();
        }
        return refusals;
    }

    private static List<String> later(List<Refusal> refusals) {
        return refusals.stream()
                .filter(each -> each.failure().mayPass())
                .map(Refusal::recipient)
                .toList();
    }

    /** What Kafka had removed before it was mailed. */
    public LossCounters losses() {
        return losses.counters();
    }

    @Override
    public void close() {
        transport.close();
        consumer.close();
    }
}
