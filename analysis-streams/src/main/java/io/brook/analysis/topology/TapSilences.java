package io.brook.analysis.topology;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapSilence;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.util.Optional;

/** Finds taps that go on while no more packets come by them. */
final class TapSilences {
    private static final int PACKETS = 0;
    private static final int SINCE = 1;
    private static final int IS_TOLD = 2;

    private final SavedMaps maps;
    private final long limit;

    /**
     * @param maps a task's own, where it is kept when a packet last came by each tap
     * @param limit how long none must have come, in nanoseconds; not positive to look for none
     */
    TapSilences(SavedMaps maps, long limit) {
        this.maps = maps;
        this.limit = limit;
    }

    /** Every task hears of every tap; the first one's tells. A tap by which nothing has come since it was started is not judged. */
    Optional<TapSilence> hear(TapProgress tap) {
        if (limit <= 0 || tap.getPartition() != 0) {
            return Optional.empty();
        }
        SavedMap<String, long[]> heard = maps.map("", "silence " + tap.getSensor(), Codec.STRING, Codec.LONGS);
        if (tap.getState() != TapState.RUNNING) {
            heard.remove(tap.getTap());
            return Optional.empty();
        }
        long[] last = heard.get(tap.getTap());
        if (last == null || tap.getPackets() != last[PACKETS]) {
            heard.put(tap.getTap(), new long[] {tap.getPackets(), tap.getTime(), 0});
            boolean again = last != null && last[IS_TOLD] > 0 && tap.getPackets() > 0;
            return again ? Optional.of(silence(tap, last[SINCE], true)) : Optional.empty();
        }
        if (last[IS_TOLD] > 0 || last[PACKETS] == 0 || tap.getTime() - last[SINCE] < limit) {
            return Optional.empty();
        }
        heard.put(tap.getTap(), new long[] {last[PACKETS], last[SINCE], 1});
        return Optional.of(silence(tap, last[SINCE], false));
    }

    private static TapSilence silence(TapProgress tap, long since, boolean over) {
        return new TapSilence(new LogMeta(tap.getSensor(), tap.getTime()), tap.getTap(), since, over);
    }
}
