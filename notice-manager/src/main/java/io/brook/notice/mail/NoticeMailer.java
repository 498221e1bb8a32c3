package io.brook.notice.mail;

import io.brook.notice.outbox.DeliveryRules;
import io.brook.notice.outbox.Outbox;
import io.brook.notice.outbox.Throttle;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Mails the notices of the topic deliveries that have recipients. A consumer of the group of its kind: several share the work,
 * and a notice that one has mailed is not mailed by another. A notice counts as mailed when the server has accepted it.
 */
public final class NoticeMailer implements AutoCloseable {
    private final Outbox<NoticeLog> outbox;
    private final MailKind kind;
    private final String subjectPrefix;
    private final MailFigures figures;
    private final MailSender sender;
    private final DeliveryRules rules;
    /** By recipient. */
    private final Map<String, Throttle> throttles = new HashMap<>();
    /** Since when the server has taken nothing, in milliseconds since the epoch; 0 when it takes mails. */
    private long failingSinceMs;

    private final Map<TopicPartition, Undelivered> undelivered = new HashMap<>();

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param figures counts mails
     */
    public NoticeMailer(
            Map<String, Object> kafka, MailKind kind, MailConfig config, DeliveryRules rules, MailFigures figures) {
        outbox = new Outbox<>(kafka, Topics.DELIVERIES, NoticeLog.class, "the mailer", kind.group(), revoked -> {
            undelivered.keySet().removeAll(revoked);
            throttles.values().forEach(each -> each.forget(revoked));
        });
        this.kind = kind;
        subjectPrefix = config.subjectPrefix();
        this.figures = figures;
        this.rules = rules;
        sender = new MailSender(config, figures);
    }

    /**
     * Mails the notices that this mailer's group has not mailed yet, and returns. Recipients that the server refuses temporarily are tried
     * again in later calls. A recipient of very many notices gets those beyond the limit as one. What is refused for good, or for too
     * long, is given up: it goes to the topic dead-letters.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached; the notice comes again at the next call
     */
    public int mailPending() throws MailException {
        return mail(false);
    }

    /**
     * The same, and also mails what is held because of the limit: no more will come.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached
     */
    public int mailAll() throws MailException {
        return mail(true);
    }

    private int mail(boolean all) throws MailException {
        outbox.begin();
        int mailed = 0;
        try {
            do {
                mailed += mail(outbox.poll());
            } while (!outbox.isAtEnd());
            outbox.settle();
            long now = System.currentTimeMillis();
            mailed += mailWaiting(now);
            mailed += mailHeld(now, all);
        } finally {
            sender.close();
            figures.waiting(
                    undelivered.values().stream().mapToInt(Undelivered::size).sum());
        }
        return mailed;
    }

    /**
     * The recipients for which the server has refused a notice, temporarily or for good, since this mailer started, and what it said
     * the last time.
     */
    public SortedMap<String, String> refused() {
        return sender.refused();
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
                TopicPartition partition = Outbox.partition(record);
                Undelivered waiting = undelivered(partition);
                boolean accepted = mail(record, waiting);
                long done = record.offset() + 1;
                next.put(partition, done);
                if (accepted) {
                    mailed++;
                    commit(partition, done);
                }
            }
        } catch (MailException e) {
            outbox.seek(next);
            throw e;
        }
        commit();
        return mailed;
    }

    private void commit() {
        outbox.positions().forEach(this::commit);
    }

    private void commit(TopicPartition partition, long next) {
        Map<String, Long> holding = new HashMap<>();
        throttles.forEach((recipient, throttle) ->
                throttle.firstHeld(partition).ifPresent(offset -> holding.put(recipient, offset)));
        outbox.commit(Map.of(partition, undelivered(partition).position(next, holding)));
    }

    private Undelivered undelivered(TopicPartition partition) {
        return undelivered.computeIfAbsent(
                partition, assigned -> new Undelivered(kind.recipients(), outbox.committed(assigned)));
    }

    /** @return whether the server has accepted it for any recipient */
    private boolean mail(ConsumerRecord<byte[], byte[]> record, Undelivered waiting) throws MailException {
        NoticeLog notice = outbox.read(record);
        if (notice == null) {
            return false;
        }
        long now = System.currentTimeMillis();
        List<String> all = waiting.recipients(record.offset(), kind.recipients().apply(notice));
        List<String> recipients = new ArrayList<>();
        Set<Throttle> holding = new HashSet<>(throttles.values());
        holding.removeIf(each -> !each.isHolding());
        for (String each : all) {
            Throttle throttle = throttles.computeIfAbsent(each, recipient -> new Throttle(rules));
            boolean isFull = holding.size() == Undelivered.MAX_HELD && !holding.contains(throttle);
            if (throttle.isOpen(notice, now) || isFull) {
                recipients.add(each);
            } else {
                holding.add(throttle);
            }
        }
        boolean accepted = !recipients.isEmpty() && mail(record, notice, waiting, recipients, now);
        for (String each : all) {
            if (recipients.contains(each)) {
                throttles.get(each).passed(notice, now);
            } else {
                throttles.get(each).hold(record, notice);
            }
        }
        return accepted;
    }

    /** @return whether the server has accepted it for any recipient */
    private boolean mail(
            ConsumerRecord<byte[], byte[]> record,
            NoticeLog notice,
            Undelivered waiting,
            List<String> recipients,
            long now)
            throws MailException {
        MailSender.Sent sent = send(record, notice, recipients, now);
        if (!sent.later().isEmpty()) {
            Undelivered.Waiting givenUp = waiting.add(record, notice, sent.later(), now);
            if (givenUp != null) {
                giveUp(
                        givenUp.record,
                        givenUp.notice,
                        givenUp.recipients,
                        "more than " + Undelivered.MAX_WAITING + " notices wait");
            }
        }
        return sent.accepted();
    }

    private int mailWaiting(long now) throws MailException {
        int mailed = 0;
        for (Map.Entry<TopicPartition, Undelivered> partition : undelivered.entrySet()) {
            Undelivered waiting = partition.getValue();
            for (Map.Entry<Long, Undelivered.Waiting> due : waiting.due(now).entrySet()) {
                Undelivered.Waiting each = due.getValue();
                MailSender.Sent sent = send(each.record, each.notice, each.recipients, now);
                List<String> later = sent.later();
                mailed += sent.accepted() ? 1 : 0;
                if (!later.isEmpty() && rules.areOver(each.record.timestamp(), 0, now)) {
                    giveUp(each.record, each.notice, later, "the server has refused " + rules.howLong());
                    later = List.of();
                }
                waiting.tried(due.getKey(), later, now);
                commit(partition.getKey(), outbox.positions().get(partition.getKey()));
            }
        }
        return mailed;
    }

    /** @param all whether it does not count how long it has been held */
    private int mailHeld(long now, boolean all) throws MailException {
        int mailed = 0;
        for (Map.Entry<String, Throttle> each : throttles.entrySet()) {
            Throttle throttle = each.getValue();
            if (throttle.isHolding() && (all || throttle.isDue(now))) {
                NoticeLog summary = throttle.summary();
                ConsumerRecord<byte[], byte[]> record = throttle.record(summary);
                MailSender.Sent sent = send(record, summary, List.of(each.getKey()), now);
                mailed += sent.accepted() ? 1 : 0;
                if (!sent.later().isEmpty() && !throttle.isHopeless(now)) {
                    throttle.again(now);
                    continue;
                }
                if (!sent.later().isEmpty()) {
                    giveUp(record, summary, sent.later(), "the server has refused " + rules.howLong());
                }
                throttle.release(now);
                commit();
            }
        }
        throttles.values().removeIf(throttle -> throttle.isIdle(now));
        return mailed;
    }

    /** Sends it, and gives it up where there is no hope. */
    private MailSender.Sent send(
            ConsumerRecord<byte[], byte[]> record, NoticeLog notice, List<String> recipients, long now)
            throws MailException {
        MailSender.Sent sent;
        try {
            sent = sender.send(kind.message().of(notice, subjectPrefix, recipients));
        } catch (MailException e) {
            failingSinceMs = failingSinceMs == 0 ? now : failingSinceMs;
            if (!rules.areOver(record.timestamp(), failingSinceMs, now)) {
                throw e;
            }
            giveUp(record, notice, recipients, e.getMessage());
            return new MailSender.Sent(false, List.of(), List.of());
        }
        failingSinceMs = 0;
        for (Refusal refusal : sent.never()) {
            giveUp(
                    record,
                    notice,
                    List.of(refusal.recipient()),
                    refusal.failure().reason());
        }
        return sent;
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, NoticeLog notice, List<String> recipients, String why) {
        String receiver = String.join(", ", recipients);
        sender.giveUp("notice " + notice.getNote(), receiver, why);
        outbox.giveUp(record, receiver, why);
    }

    /** What Kafka had removed before it was mailed. */
    public LossCounters losses() {
        return outbox.losses();
    }

    @Override
    public void close() {
        sender.close();
        outbox.close();
    }
}
