package io.brook.notice.mail;

import io.brook.notice.outbox.DeliveryRules;
import io.brook.notice.outbox.Outbox;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.loss.LossCounters;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Mails the alarms of each period when it has passed. The group's offset stays at the first alarm that was not mailed, so that a mailer
 * that starts again counts them again; a mail is repeated only if the mailer dies between the server's answer and the commit.
 *
 * <p>The topic has one partition, and so a cluster has one summary; if it had several, each would have one.
 */
public final class AlarmMailer implements AutoCloseable {
    /** The group of the mailers. */
    public static final String GROUP = "brook-alarms";

    private static final Topic TOPIC = Topics.log(LogStream.of(new NoticeAlarmLog()));
    /** For alarms of the period that are still being written when it ends. */
    private static final Duration DELAY = Duration.ofSeconds(10);
    /** The pause after a recipient was refused. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Outbox<NoticeAlarmLog> outbox;
    private final AlarmConfig alarms;
    private final AlarmClock clock;
    private final String subjectPrefix;
    private final MailSender sender;
    private final DeliveryRules rules;
    /** What was not mailed yet, by partition and the number of the period. */
    private final Map<TopicPartition, TreeMap<Long, Waiting>> waiting = new HashMap<>();

    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** Which time of an alarm says to which period it belongs. */
    public enum AlarmClock {
        /** When it was published: for live traffic. */
        CLOCK,
        /** The traffic's: for traces. */
        TRAFFIC
    }

    /** A summary, and who waits for it. */
    private static final class Waiting {
        private final AlarmSummary summary;
        private final long firstOffset;
        private List<String> recipients;
        private long dueMs;
        /** Since when it was tried, in milliseconds since the epoch; 0 before the first time. */
        private long triedSinceMs;

        Waiting(AlarmSummary summary, long firstOffset, long endMs, List<String> recipients) {
            this.summary = summary;
            this.firstOffset = firstOffset;
            this.recipients = recipients;
            dueMs = endMs + DELAY.toMillis();
        }
    }

    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param config how mail is sent
     * @param figures counts mails
     */
    public AlarmMailer(
            Map<String, Object> kafka,
            AlarmConfig alarms,
            AlarmClock clock,
            MailConfig config,
            DeliveryRules rules,
            MailFigures figures) {
        outbox = new Outbox<>(kafka, TOPIC, NoticeAlarmLog.class, "the mailer of alarms", GROUP, this::forget);
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
        subjectPrefix = config.subjectPrefix();
        sender = new MailSender(config, figures);
    }

    private void forget(Collection<TopicPartition> revoked) {
        waiting.keySet().removeAll(revoked);
        committed.keySet().removeAll(revoked);
    }

    /**
     * Reads what alarms there are, and mails those of the periods that have passed.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached; the mail comes again at the next call
     */
    public int mailPending() throws MailException {
        return mail(System.currentTimeMillis(), false);
    }

    /**
     * Mails all alarms that there are: no others will come.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached
     */
    public int mailAll() throws MailException {
        return mail(System.currentTimeMillis(), true);
    }

    /**
     * Mails what is due.
     *
     * @param nowMs the time, in milliseconds since the epoch
     * @param all whether everything is due
     */
    int mail(long nowMs, boolean all) throws MailException {
        read();
        try {
            int mailed = 0;
            for (TopicPartition partition : Set.copyOf(waiting.keySet())) {
                mailed += mail(partition, nowMs, all);
            }
            return mailed;
        } finally {
            sender.close();
        }
    }

    /** The recipients that the server has refused, temporarily or for good, and what it said the last time. */
    public SortedMap<String, String> refused() {
        return sender.refused();
    }

    private void read() {
        outbox.begin();
        do {
            for (ConsumerRecord<byte[], byte[]> record : outbox.poll()) {
                NoticeAlarmLog alarm = outbox.read(record);
                if (alarm != null) {
                    take(record, alarm);
                }
            }
        } while (!outbox.isAtEnd());
        outbox.settle();
        outbox.positions().keySet().forEach(this::commit);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, NoticeAlarmLog alarm) {
        long time = clock == AlarmClock.CLOCK
                ? record.timestamp()
                : Math.floorDiv(alarm.getTs(), TimeUnit.MILLISECONDS.toNanos(1));
        long length = alarms.interval().toMillis();
        TreeMap<Long, Waiting> periods =
                waiting.computeIfAbsent(Outbox.partition(record), partition -> new TreeMap<>());
        long own = Math.floorDiv(time, length);
        // The clocks of two processes differ: one after the other by offset is one after the other by period.
        long period = clock == AlarmClock.TRAFFIC || periods.isEmpty() ? own : Math.max(own, periods.lastKey());
        periods.computeIfAbsent(period, number -> {
                    AlarmSummary summary = new AlarmSummary(
                            Instant.ofEpochMilli(number * length), Instant.ofEpochMilli((number + 1) * length));
                    return new Waiting(summary, record.offset(), (number + 1) * length, alarms.to());
                })
                .summary
                .add(alarm);
    }

    private int mail(TopicPartition partition, long nowMs, boolean all) throws MailException {
        int mailed = 0;
        Iterator<Waiting> periods = waiting.get(partition).values().iterator();
        while (periods.hasNext()) {
            Waiting each = periods.next();
            if (!all && each.dueMs > nowMs) {
                continue;
            }
            mailed += mail(partition, each, nowMs) ? 1 : 0;
            if (each.recipients.isEmpty()) {
                periods.remove();
                commit(partition);
            }
        }
        return mailed;
    }

    /** @return whether the server has accepted it for any recipient */
    private boolean mail(TopicPartition partition, Waiting each, long nowMs) throws MailException {
        each.triedSinceMs = each.triedSinceMs == 0 ? nowMs : each.triedSinceMs;
        boolean isOver = rules.areOver(0, each.triedSinceMs, nowMs);
        MailSender.Sent sent;
        try {
            sent = sender.send(each.summary.message(subjectPrefix, each.recipients));
        } catch (MailException e) {
            if (!isOver) {
                throw e;
            }
            giveUp(partition, each, each.recipients, e.getMessage());
            each.recipients = List.of();
            return false;
        }
        for (Refusal refusal : sent.never()) {
            giveUp(
                    partition,
                    each,
                    List.of(refusal.recipient()),
                    refusal.failure().reason());
        }
        each.recipients = sent.later();
        each.dueMs = nowMs + PAUSE.toMillis();
        if (!sent.later().isEmpty() && isOver) {
            giveUp(partition, each, sent.later(), "the server has refused " + rules.howLong());
            each.recipients = List.of();
        }
        return sent.accepted();
    }

    /** Its text is the dead letter. */
    private void giveUp(TopicPartition partition, Waiting each, List<String> recipients, String why) {
        String receiver = String.join(", ", recipients);
        NoticeMessage message = each.summary.message(subjectPrefix, recipients);
        sender.giveUp(each.summary.subject(), receiver, why);
        byte[] text = message.body().getBytes(StandardCharsets.UTF_8);
        outbox.giveUp(
                new ConsumerRecord<>(partition.topic(), partition.partition(), each.firstOffset, null, text),
                receiver,
                why);
    }

    /** What is before the first alarm that waits was mailed. */
    private void commit(TopicPartition partition) {
        long position = outbox.positions().get(partition);
        long done = waiting.getOrDefault(partition, new TreeMap<>()).values().stream()
                .mapToLong(each -> each.firstOffset)
                .min()
                .orElse(position);
        if (!Long.valueOf(done).equals(committed.put(partition, done))) {
            outbox.commit(Map.of(partition, new OffsetAndMetadata(done)));
        }
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
