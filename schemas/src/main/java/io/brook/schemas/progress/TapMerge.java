package io.brook.schemas.progress;

import io.brook.schemas.record.Progress;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a sensor with several taps has come: as far as the slowest of them. A tap that has left is not waited for, nor is one that
 * was silent until the others were ahead of it by its patience. That is measured in the times that taps report; no clock is read.
 * The tap counts again when it reports again.
 */
public final class TapMerge {
    private static final int TIME = 0;
    private static final int PATIENCE = 1;

    private final SavedMaps maps;

    /**
     * How far the sensor has come.
     *
     * @param close whether everything open is to be closed at that time, as at the end of a trace, although the sensor goes on
     */
    public record Merged(Progress progress, boolean close) {}

    /** @param maps the maps of a task, in which the time of each tap is kept */
    public TapMerge(SavedMaps maps) {
        this.maps = maps;
    }

    /** Processes the progress of a tap; returns how far the sensor has come, if that is farther than before or its end. */
    public Optional<Merged> hear(TapProgress heard) {
        // Kept under no sensor, among the task's own maps.
        SavedMap<String, long[]> taps = maps.map("", "taps " + heard.getSensor(), Codec.STRING, Codec.LONGS);
        SavedMap<String, Long> told = maps.map("", "taps", Codec.STRING, Codec.LONG);
        long before = told.get(heard.getSensor()) == null ? Watermark.NOTHING : told.get(heard.getSensor());
        if (heard.getState() == TapState.RUNNING) {
            note(taps, heard);
        } else {
            taps.remove(heard.getTap());
        }
        boolean last = taps.isEmpty();
        if (last && heard.getState() == TapState.ENDED) {
            told.remove(heard.getSensor());
            return Optional.of(new Merged(progress(heard, Math.max(before, heard.getTime()), true), false));
        }
        boolean close = last && heard.getState() == TapState.CLOSED;
        long now = Math.max(before, last ? heard.getTime() : slowest(taps));
        if (now == before && !close) {
            return Optional.empty();
        }
        told.put(heard.getSensor(), now);
        return Optional.of(new Merged(progress(heard, now, false), close));
    }

    private static void note(SavedMap<String, long[]> taps, TapProgress heard) {
        long[] before = taps.get(heard.getTap());
        long time = before == null ? heard.getTime() : Math.max(before[TIME], heard.getTime());
        taps.put(heard.getTap(), new long[] {time, heard.getPatience()});
    }

    /** The time of the slowest tap, without those that are no longer waited for, which are forgotten. */
    private static long slowest(SavedMap<String, long[]> taps) {
        Map<String, long[]> all = new HashMap<>();
        taps.forEach(all::put);
        long newest = all.values().stream().mapToLong(tap -> tap[TIME]).max().orElse(Watermark.NOTHING);
        long slowest = newest;
        for (Map.Entry<String, long[]> tap : all.entrySet()) {
            long time = tap.getValue()[TIME];
            if (time < newest && newest - tap.getValue()[PATIENCE] > time) {
                taps.remove(tap.getKey());
            } else {
                slowest = Math.min(slowest, time);
            }
        }
        return slowest;
    }

    private static Progress progress(TapProgress tap, long time, boolean end) {
        return new Progress(tap.getSensor(), Stage.CAPTURE.label(), tap.getPartition(), tap.getPartitions(), time, end);
    }
}
