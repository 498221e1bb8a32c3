package io.brook.capture.run;

import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PacketSpan;
import io.brook.capture.kafka.PublishException;
import java.util.Map;

/** Refuses a record, as a broker does that has been away for too long. */
final class FailingSink extends KafkaSink {
    private int left;

    /** @param before how many records it takes before */
    FailingSink(Map<String, Object> kafka, String node, CommitPace pace, int before) {
        super(kafka, node, pace);
        left = before;
    }

    @Override
    public void send(int partition, byte[] key, byte[] value, PacketSpan span) {
        if (left-- == 0) {
            throw new PublishException("the broker is away", null, true);
        }
        super.send(partition, key, value, span);
    }
}
