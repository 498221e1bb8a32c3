package io.brook.analysis.detect.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.Evidence;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.OutboundConnection;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeaconsTest {
    private static final DetectorSettings WANTED = new DetectorSettings(Map.of("BeaconConnections", 30), Set.of());

    private final List<Notice> notices = new ArrayList<>();
    private final Beacons beacons = new Beacons(WANTED, "s", new SavedMaps(), notices::add);
    private final Random random = new Random(7);

    @Test
    void aClockIsABeacon() {
        for (int i = 0; i < 29; i++) {
            connection(i * 60_000L, 300, true, false);
        }
        assertThat(notices).isEmpty();
        connection(29 * 60_000L, 300, true, false);
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("Beacon::Regular_Connections");
        assertThat(notice.getMsg())
                .isEqualTo("10.0.0.1 connects to 192.0.2.1 on port 443/tcp every 60.0 s (30 connections, score 1.000)");
        assertThat(notice.getSub())
                .isEqualTo("intervals: symmetry 1.000, closeness 1.000; sizes: median 300 bytes, symmetry 1.000,"
                        + " closeness 1.000");
        assertThat(notice.getUid()).isEqualTo("C1");
    }

    @Test
    void aWaitingTimeThatVariesALittleIsOne() {
        long time = 0;
        for (int i = 0; i < 100; i++) {
            time += 54_000 + random.nextInt(12_000);
            connection(time, 300 + random.nextInt(4), true, false);
        }
        assertThat(notices).isNotEmpty();
    }

    @Test
    void aPersonIsNone() {
        long time = 0;
        for (int i = 0; i < 200; i++) {
            time += Math.round(-60_000 * Math.log(1 - random.nextDouble()));
            connection(time, random.nextInt(5_000), true, false);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void whatFollowsQuicklyIsNone() {
        for (int i = 0; i < 100; i++) {
            connection(i * 1_000L, 300, true, false);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void connectionsInsideAreOfNoInterest() {
        for (int i = 0; i < 100; i++) {
            connection(i * 60_000L, 300, true, true);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void nothingIsSoughtByDefault() {
        assertThat(Beacons.isWanted(DetectorSettings.DEFAULT)).isFalse();
        assertThat(Beacons.isWanted(WANTED)).isTrue();
    }

    private void connection(long millis, long bytes, boolean localOrig, boolean localResp) {
        long time = Duration.ofMillis(millis).toNanos();
        ConnLog line = new ConnLog();
        line.setMeta(new LogMeta("s", time));
        line.setTs(time);
        line.setUid("C1");
        line.setId(new ConnId("10.0.0.1", 40_000, "192.0.2.1", 443));
        line.setProto("tcp");
        line.setOrigBytes(bytes);
        line.setLocalOrig(localOrig);
        line.setLocalResp(localResp);
        Evidence.outbound(line)
                .ifPresent(report -> beacons.observe(report.subject(), (OutboundConnection) report.found()));
    }
}
