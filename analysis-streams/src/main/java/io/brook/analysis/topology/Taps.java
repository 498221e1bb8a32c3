package io.brook.analysis.topology;

import io.brook.schemas.log.StatsLog;
import io.brook.schemas.progress.TapMerge;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapSilence;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;

/** What one task makes of what the taps of each sensor say. */
final class Taps {
    private final TapMerge merge;
    private final TapStatistics statistics;
    private final TapSilences silences;

    /**
     * @param maps where it is kept
     * @param interval of the lines about each tap
     * @param silence how long no packet must come by a tap to be told of, in nanoseconds; not positive for never
     */
    Taps(SavedMaps maps, Duration interval, long silence) {
        merge = new TapMerge(maps);
        statistics = new TapStatistics(maps, interval);
        silences = new TapSilences(maps, silence);
    }

    /** See {@link TapStatistics#hear}. */
    Optional<StatsLog> line(TapProgress tap) {
        return statistics.hear(tap);
    }

    /** See {@link TapSilences#hear}. */
    Optional<TapSilence> silence(TapProgress tap) {
        return silences.hear(tap);
    }

    /** See {@link TapMerge#hear}. */
    Optional<TapMerge.Merged> hear(TapProgress tap) {
        return merge.hear(tap);
    }
}
