package io.brook.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.loss.SilentTaps;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapSilencesTest {
    private final List<Notice> notices = new ArrayList<>();
    private final SilentTaps detector = new SilentTaps(notices::add);
    private TapSilences silences = new TapSilences(new SavedMaps(), SilentTaps.limit(DetectorSettings.DEFAULT));

    private void hear(long second, long packets) {
        hear(0, "eth1", second, packets, TapState.RUNNING);
    }

    private void hear(int partition, String tap, long second, long packets, TapState state) {
        long time = Duration.ofSeconds(second).toNanos();
        silences.hear(new TapProgress(
                        "site", tap, partition, 2, time, 1L, state, packets, packets * 100, 0L, packets, 7L))
                .ifPresent(found -> detector.observe("tap " + tap, found));
    }

    private List<String> said() {
        return notices.stream()
                .map(each -> each.getNote() + ": " + each.getMsg())
                .toList();
    }

    @Test
    void trafficThatStopsIsReportedOnceAndSoIsItsReturn() {
        hear(0, 10);
        hear(100, 50);
        hear(399, 50);
        assertThat(notices).isEmpty();
        hear(400, 50);
        hear(2_000, 50);
        hear(2_060, 51);
        assertThat(said())
                .containsExactly(
                        "Capture::Traffic_Stopped: No packet has come by tap eth1 for 5m0s",
                        "Capture::Traffic_Resumed: Packets come by tap eth1 again, after 32m40s");
        assertThat(notices)
                .allMatch(notice -> notice.getSensor().equals("site")
                        && notice.getIdentifier().equals("eth1"));
    }

    @Test
    void aLittleTrafficIsEnough() {
        for (int i = 1; i < 20; i++) {
            hear(299L * i, i);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void aTapThatHasNeverHadTrafficIsNotJudged() {
        hear(0, 0);
        hear(1_000, 0);
        assertThat(notices).isEmpty();
    }

    @Test
    void oneThatHasEndedIsNotSilent() {
        hear(0, 10);
        hear(0, "eth1", 200, 10, TapState.LEFT);
        hear(900, 10);
        hear(1_100, 10);
        assertThat(notices).isEmpty();
    }

    @Test
    void oneTaskSaysIt() {
        hear(1, "eth1", 0, 10, TapState.RUNNING);
        hear(1, "eth1", 900, 10, TapState.RUNNING);
        assertThat(notices).isEmpty();
    }

    @Test
    void tapsAreJudgedEachByItself() {
        hear(0, 10);
        hear(0, "eth2", 0, 10, TapState.RUNNING);
        hear(200, 20);
        hear(0, "eth2", 310, 10, TapState.RUNNING);
        hear(320, 20);
        assertThat(notices).extracting(Notice::getIdentifier).containsExactly("eth2");
    }

    @Test
    void nothingIsSaidWhereItIsNotWanted() {
        silences = new TapSilences(new SavedMaps(), 0);
        hear(0, 10);
        hear(100_000, 10);
        assertThat(notices).isEmpty();
    }
}
