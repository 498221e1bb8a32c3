package io.brook.capture.resume;

import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PacketSpan;
import io.brook.capture.kafka.PublishException;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/** Allows the name of a sensor to be used again: what is published under it next is another sensor for everything that has state. */
public final class SensorLives {
    private SensorLives() {}

    /** Whether anything has been published in this life of a sensor. */
    public static boolean isBegun(CaptureProgress progress) {
        return progress.getEnded() || progress.getRecords() > 0 || progress.getPackets() > 0;
    }

    /**
     * Forgets a sensor. If its input has not ended, this ends it, so that workers write and release what they hold of it.
     *
     * @param kafka the connection settings
     * @throws PublishException when there is no such sensor, or Kafka does not take it
     */
    public static void forget(Map<String, Object> kafka, String sensor) {
        // Under the name of its capture's node, which by default is the sensor's: this aborts what that has left open.
        try (KafkaSink sink = new KafkaSink(kafka, sensor, new CommitPace(CommitPace.INTERVAL, CommitPace.BYTES))) {
            CaptureProgress progress = sink.progress(sensor)
                    .filter(SensorLives::isBegun)
                    .orElseThrow(() -> new PublishException("there is no sensor " + sensor));
            if (!progress.getEnded()) {
                end(sink, progress);
            }
            sink.tell(new CaptureProgress(
                    sensor, List.of(), List.of(), 0L, 0, 0L, 0L, false, List.of(), 0L, progress.getLife() + 1, null));
            sink.commit();
        }
    }

    private static void end(KafkaSink sink, CaptureProgress progress) {
        String sensor = SensorName.inRecords(progress.getSensor(), progress.getLife());
        Serializer<Object> serializer = RecordSerde.of(Object.class).serializer();
        int partitions = sink.partitions();
        for (int i = 0; i < partitions; i++) {
            Progress end = new Progress(sensor, Stage.CAPTURE.label(), i, partitions, progress.getLastTime(), true);
            byte[] encoded = serializer.serialize(Topics.PACKETS.name(), end);
            sink.send(i, sensor.getBytes(StandardCharsets.UTF_8), encoded, PacketSpan.of(end));
        }
        sink.tell(new Progress(sensor, Stage.CAPTURE.label(), 0, partitions, progress.getLastTime(), true));
    }
}
