package io.brook.schemas.progress;

import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;

/** When a sensor saw no packets, from the time that its observations or evidence have reached. Must be asked in the order of time. */
public final class Silences {
    /** The end of each silence by its beginning, the earliest first. */
    private final SavedMap<Long, Long> ahead;

    /** @param maps where they are kept */
    public Silences(SavedMaps maps, String sensor) {
        ahead = maps.map(sensor, "silences", Codec.LONG, Codec.LONG);
    }

    /** Takes silences, before it is asked about their times. */
    public void hear(Rhythm rhythm) {
        for (Silence silence : rhythm.getSilences()) {
            ahead.put(silence.getFrom(), silence.getUntil());
        }
    }

    /** When the next packet came, for a time within a silence; any other time itself. */
    public long nextPacket(long time) {
        forget(time);
        return !ahead.isEmpty() && ahead.firstKey() < time ? ahead.first() : time;
    }

    /** Forgets what is earlier: nobody asks about it any more. */
    public void forget(long time) {
        while (!ahead.isEmpty() && ahead.first() <= time) {
            ahead.remove(ahead.firstKey());
        }
    }
}
