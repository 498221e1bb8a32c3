package io.brook.analysis.topology;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.StatsLog;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;

/** Makes lines of stats.log of what taps say of themselves: one when an interval of a tap's time is over, and one when it ends. */
final class TapStatistics {
    private static final int TIME = 0;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int DROPPED = 3;
    private static final int LINK = 4;

    private final SavedMaps maps;
    private final long interval;

    /** @param maps a task's own, where the figures of each tap's last line are kept */
    TapStatistics(SavedMaps maps, Duration interval) {
        this.maps = maps;
        this.interval = interval.toNanos();
    }

    /** Every task hears of every tap; the first one's makes the lines. */
    Optional<StatsLog> hear(TapProgress tap) {
        if (tap.getPartition() != 0) {
            return Optional.empty();
        }
        SavedMap<String, long[]> lines = maps.map("", "stats " + tap.getSensor(), Codec.STRING, Codec.LONGS);
        long[] now = {tap.getTime(), tap.getPackets(), tap.getBytes(), tap.getDropped(), tap.getLink()};
        long[] last = lines.get(tap.getTap());
        boolean ended = tap.getState() != TapState.RUNNING;
        if (last == null || now[LINK] < last[LINK]) {
            // It has just been started, perhaps once more.
            lines.put(tap.getTap(), new long[] {tap.getTime(), 0, 0, 0, 0});
            return Optional.empty();
        }
        if (ended) {
            lines.remove(tap.getTap());
        } else if (Math.floorDiv(now[TIME], interval) == Math.floorDiv(last[TIME], interval)) {
            return Optional.empty();
        } else {
            lines.put(tap.getTap(), now);
        }
        return Optional.of(StatsLog.newBuilder()
                .setMeta(new LogMeta(tap.getSensor(), tap.getTime()))
                .setTs(tap.getTime())
                .setPeer(tap.getTap())
                .setPktsProc(now[PACKETS] - last[PACKETS])
                .setBytesRecv(now[BYTES] - last[BYTES])
                .setPktsDropped(now[DROPPED] - last[DROPPED])
                .setPktsLink(now[LINK] - last[LINK])
                .setPktLag(tap.getLag())
                .build());
    }
}
