package io.brook.capture.kafka;

import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;

/**
 * What a record of the topic packets covers of its sensor's time, in nanoseconds since the epoch.
 *
 * @param earliest the earliest time that it tells something of; {@code Long.MAX_VALUE} when it tells nothing of any
 * @param latest the latest one; {@code Long.MIN_VALUE} when there is none
 * @param reached up to which time its partition is complete with it; {@code Long.MIN_VALUE} when it does not say
 * @param ended whether its sensor ends with it
 * @param packets how many packets it holds
 */
public record PacketSpan(String sensor, long earliest, long latest, long reached, boolean ended, int packets) {
    /** The span of a record that is about to be encoded. */
    public static PacketSpan of(Object value) {
        if (value instanceof PacketBatch batch) {
            return ofBatch(batch);
        }
        if (value instanceof Progress progress) {
            return reaching(progress.getSensor(), progress.getTime(), progress.getEnd());
        }
        if (value instanceof TapProgress tap) {
            return reaching(tap.getSensor(), tap.getTime(), tap.getState() == TapState.ENDED);
        }
        return ofRhythm((Rhythm) value);
    }

    private static PacketSpan ofBatch(PacketBatch batch) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            earliest = Math.min(earliest, batch.time(i));
            latest = Math.max(latest, batch.time(i));
        }
        return new PacketSpan(batch.sensor(), earliest, latest, Long.MIN_VALUE, false, batch.size());
    }

    private static PacketSpan reaching(String sensor, long time, boolean ended) {
        return new PacketSpan(sensor, Long.MAX_VALUE, Long.MIN_VALUE, time, ended, 0);
    }

    private static PacketSpan ofRhythm(Rhythm rhythm) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (long tick : rhythm.getTicks()) {
            earliest = Math.min(earliest, tick);
            latest = Math.max(latest, tick);
        }
        for (Silence silence : rhythm.getSilences()) {
            earliest = Math.min(earliest, silence.getFrom());
            latest = Math.max(latest, silence.getUntil());
        }
        return new PacketSpan(rhythm.getSensor(), earliest, latest, Long.MIN_VALUE, false, 0);
    }
}
