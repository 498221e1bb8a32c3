package io.brook.capture.run;

import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PacketSpan;
import io.brook.schemas.record.CaptureProgress;
import java.util.Map;

/** Dies as a process does, in the middle of anything, and leaves its connection and its transaction open. */
final class DyingSink extends KafkaSink {
    /** What it was about to do, or had just done. */
    enum Moment {
        SENDING,
        SENT,
        TOLD,
        COMMITTED
    }

    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(Moment moment) {
            super(moment.toString(), null, false, false);
        }
    }

    private final Moment last;
    private int left;

    /** @param before how often the moment passes before the last one */
    DyingSink(Map<String, Object> kafka, String node, CommitPace pace, Moment last, int before) {
        super(kafka, node, pace);
        this.last = last;
        left = before;
    }

    private void come(Moment moment) {
        if (moment == last && left-- == 0) {
            throw new Death(moment);
        }
    }

    @Override
    public void send(int partition, byte[] key, byte[] value, PacketSpan span) {
        come(Moment.SENDING);
        super.send(partition, key, value, span);
        come(Moment.SENT);
    }

    @Override
    public void tell(CaptureProgress now) {
        super.tell(now);
        come(Moment.TOLD);
    }

    @Override
    public void commit() {
        super.commit();
        come(Moment.COMMITTED);
    }
}
