package io.brook.notice.outbox;

import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.serde.RecordSerde;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets so many notices pass to a receiver in a time, by the clock. The others are held: counted, and to be delivered as one when the time is
 * over. Once one is held all others are, until then, so what is held is everything from an offset on. The topic of deliveries has one partition.
 */
public final class Throttle {
    private final DeliveryRules rules;
    private long beginMs;
    private int passed;
    private FloodTally tally;
    private TopicPartition partition;
    private long firstHeld;
    private long heldSinceMs;

    public Throttle(DeliveryRules rules) {
        this.rules = rules;
    }

    /** Whether a notice may go now; if not, it is to be held. A test always may: somebody waits for it. */
    public boolean isOpen(NoticeLog notice, long nowMs) {
        return Boolean.TRUE.equals(notice.getTest()) || isOpen(nowMs);
    }

    private boolean isOpen(long nowMs) {
        return tally == null && (rules.limit() == 0 || passed < rules.limit() || isOver(nowMs));
    }

    private boolean isOver(long nowMs) {
        return nowMs - beginMs >= rules.limitInterval().toMillis();
    }

    /** A notice has gone. */
    public void passed(NoticeLog notice, long nowMs) {
        if (Boolean.TRUE.equals(notice.getTest())) {
            return;
        }
        if (isOver(nowMs)) {
            beginMs = nowMs;
            passed = 0;
        }
        passed++;
    }

    /** A notice is held. */
    public void hold(ConsumerRecord<?, ?> record, NoticeLog notice) {
        if (tally == null) {
            tally = new FloodTally();
            partition = Outbox.partition(record);
            firstHeld = record.offset();
            heldSinceMs = record.timestamp();
        }
        tally.add(notice);
    }

    /** Whether notices are held. */
    public boolean isHolding() {
        return tally != null;
    }

    /** Whether what is held is to be delivered now. */
    public boolean isDue(long nowMs) {
        return tally != null && isOver(nowMs);
    }

    /** The offset of the first notice of a partition that is held, if there is one. */
    public OptionalLong firstHeld(TopicPartition of) {
        return tally != null && partition.equals(of) ? OptionalLong.of(firstHeld) : OptionalLong.empty();
    }

    /** What is held, as one notice. */
    public NoticeLog summary() {
        return tally.notice();
    }

    /** A record for it, for the dead letter that it may become; it stands where the first of them does. */
    public ConsumerRecord<byte[], byte[]> record(NoticeLog summary) {
        byte[] value = RecordSerde.of(NoticeLog.class).serializer().serialize(partition.topic(), summary);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), firstHeld, null, value);
    }

    /** The receiver does not take what is held now. */
    public void again(long nowMs) {
        beginMs = nowMs;
    }

    /** Whether it is time to give up what is held. */
    public boolean isHopeless(long nowMs) {
        return rules.areOver(heldSinceMs, 0, nowMs);
    }

    /** Whether it is as if it were new. */
    public boolean isIdle(long nowMs) {
        return tally == null && isOver(nowMs);
    }

    /** What is held has been delivered. */
    public void release(long nowMs) {
        tally = null;
        beginMs = nowMs;
        passed = 0;
    }

    /** Another process reads these partitions from now on, from the first notice on that is held. */
    public void forget(Collection<TopicPartition> revoked) {
        if (tally != null && revoked.contains(partition)) {
            tally = null;
        }
    }
}
