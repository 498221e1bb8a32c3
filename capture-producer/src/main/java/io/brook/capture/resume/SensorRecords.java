package io.brook.capture.resume;

import io.brook.capture.batch.RecordSink;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PacketSpan;
import io.brook.capture.kafka.PublishException;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One sensor's records, counted from its first. Those that Kafka already has are dropped, after a check that they are the same ones;
 * those that follow are sent.
 */
public final class SensorRecords implements RecordSink {
    private final Serializer<Object> serializer = RecordSerde.of(Object.class).serializer();
    private final String sensor;
    private final KafkaSink sink;
    private final long committed;
    private final int committedChecksum;
    private final CRC32C checksum = new CRC32C();
    private long count;

    /**
     * @param committed how many records Kafka has
     * @param committedChecksum their checksum
     */
    public SensorRecords(String sensor, KafkaSink sink, long committed, int committedChecksum) {
        this.sensor = sensor;
        this.sink = sink;
        this.committed = committed;
        this.committedChecksum = committedChecksum;
    }

    @Override
    public int partitions() {
        return sink.partitions();
    }

    @Override
    public void send(int partition, byte[] key, Object value) {
        byte[] encoded = serializer.serialize(Topics.PACKETS.name(), value);
        checksum.update(partition >>> 8);
        checksum.update(partition);
        checksum.update(key);
        checksum.update(encoded);
        count++;
        if (count > committed) {
            sink.send(partition, key, encoded, PacketSpan.of(value));
        } else if (count == committed && checksum() != committedChecksum) {
            throw unlike();
        }
    }

    /** At the end of the traces: makes sure that there were as many records as Kafka has. */
    public void end() {
        if (count < committed) {
            throw unlike();
        }
    }

    private PublishException unlike() {
        return new PublishException("the traces of sensor " + sensor + " do not produce the same " + committed
                + " records that Kafka has: a trace has changed, or Brook has; publish them as another sensor");
    }

    /** Whether any were sent. */
    public boolean haveBegun() {
        return count > committed;
    }

    public long count() {
        return count;
    }

    public int checksum() {
        return (int) checksum.getValue();
    }
}
