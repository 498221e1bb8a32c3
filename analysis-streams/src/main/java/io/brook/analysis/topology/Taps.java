package io.brook.analysis.topology;

import io.brook.schemas.log.StatsLog;
import io.brook.schemas.progress.TapMerge;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;

/** What one task makes of what the taps of each sensor say. */
final class Taps {
    private final TapMerge merge;
    private final TapStatistics statistics;

    /**
     * @param maps where it is kept
     * @param interval of the lines about each tap
     */
    Taps(SavedMaps maps, Duration interval) {
        merge = new TapMerge(maps);
        statistics = new TapStatistics(maps, interval);
    }

    /** See {@link TapStatistics#hear}. */
    Optional<StatsLog> line(TapProgress tap) {
        return statistics.hear(tap);
    }

    /** See {@link TapMerge#hear}. */
    Optional<TapMerge.Merged> hear(TapProgress tap) {
        return merge.hear(tap);
    }
}
