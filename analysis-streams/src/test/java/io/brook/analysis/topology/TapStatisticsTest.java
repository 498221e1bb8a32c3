package io.brook.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.StatsLog;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TapStatisticsTest {
    private final TapStatistics statistics = new TapStatistics(new SavedMaps(), Duration.ofSeconds(10));

    private Optional<StatsLog> hear(int partition, long seconds, long packets, long dropped, TapState state) {
        long time = Duration.ofSeconds(seconds).toNanos();
        long link = packets + dropped;
        return statistics.hear(new TapProgress(
                "site", "tap", partition, 2, time, 1L, state, packets, packets * 100, dropped, link, 7L));
    }

    private static void assertLine(Optional<StatsLog> line, long packets, long dropped) {
        StatsLog found = line.orElseThrow();
        assertThat(found.getPeer()).isEqualTo("tap");
        assertThat(found.getPktsProc()).isEqualTo(packets);
        assertThat(found.getBytesRecv()).isEqualTo(packets * 100);
        assertThat(found.getPktsDropped()).isEqualTo(dropped);
        assertThat(found.getPktsLink()).isEqualTo(packets + dropped);
        assertThat(found.getPktLag()).isEqualTo(7);
        assertThat(found.getTs()).isEqualTo(found.getMeta().getWritten());
    }

    @Test
    void saysWhatHasComeSinceTheLastLine() {
        assertThat(hear(0, 1, 0, 0, TapState.RUNNING)).isEmpty();
        assertThat(hear(0, 9, 50, 0, TapState.RUNNING)).isEmpty();
        assertLine(hear(0, 11, 60, 2, TapState.RUNNING), 60, 2);
        assertThat(hear(0, 12, 61, 2, TapState.RUNNING)).isEmpty();
        assertLine(hear(0, 25, 90, 12, TapState.RUNNING), 30, 10);
        assertLine(hear(0, 26, 91, 12, TapState.LEFT), 1, 0);
    }

    @Test
    void aTapThatIsStartedAgainCountsFromNothing() {
        hear(0, 1, 0, 0, TapState.RUNNING);
        hear(0, 11, 60, 0, TapState.RUNNING);
        assertThat(hear(0, 15, 3, 0, TapState.RUNNING)).isEmpty();
        assertLine(hear(0, 21, 5, 0, TapState.RUNNING), 5, 0);
    }

    @Test
    void oneTaskSaysIt() {
        hear(1, 1, 0, 0, TapState.RUNNING);
        assertThat(hear(1, 11, 60, 0, TapState.RUNNING)).isEmpty();
    }
}
