package io.brook.analysis.topology;

import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.record.Progress;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;

/**
 * Cuts what one task reads to a slice: packets of other times and sensors are left out, and a sensor ends where it is cut off. Progress
 * that passes the cut is heard after everything from before it, so that is where the sensor ends.
 */
final class SliceCut {
    private final Slice slice;

    /** The sensors that were cut off, or have ended: what follows of them in the partition does not count. */
    private final SavedMap<String, Long> over;

    SliceCut(Slice slice, SavedMaps maps) {
        this.slice = slice;
        over = slice.isEverything() ? null : maps.map(TaskLosses.NO_SENSOR, "cut", Codec.STRING, Codec.LONG);
    }

    /** Whether a sensor is none of the slice's, or is over. */
    boolean isOutside(String sensor) {
        return over != null && (!slice.until().containsKey(sensor) || over.get(sensor) != null);
    }

    /** Whether a packet of a sensor of the slice belongs to it. */
    boolean holds(String sensor, long time) {
        return over == null || slice.begin() <= time && time < slice.until().get(sensor);
    }

    /** How far a sensor has come within the slice. */
    Progress of(Progress heard) {
        if (over == null) {
            return heard;
        }
        long until = slice.until().get(heard.getSensor());
        boolean cut = heard.getTime() >= until;
        if (cut || heard.getEnd()) {
            over.put(heard.getSensor(), heard.getTime());
        }
        return cut ? Progress.newBuilder(heard).setTime(until).setEnd(true).build() : heard;
    }
}
