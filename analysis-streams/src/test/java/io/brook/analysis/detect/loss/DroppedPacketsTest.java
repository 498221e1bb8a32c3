package io.brook.analysis.detect.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.StatsLog;
import io.brook.schemas.record.Finding;
import org.junit.jupiter.api.Test;

class DroppedPacketsTest {
    @Test
    void lostPacketsAreReported() {
        assertThat(DroppedPackets.in(line(3L, 1_003L))).hasValueSatisfying(report -> {
            Finding finding = (Finding) report.found();
            assertThat(finding.getMsg()).isEqualTo("3 packets dropped after filtering, 1003 received, 1003 on link");
            assertThat(finding.getSub()).isEqualTo("tap eth0");
            assertThat(finding.getN()).isEqualTo(3);
            assertThat(finding.getIdentifier()).isNull();
        });
        assertThat(DroppedPackets.in(line(3L, null)))
                .hasValueSatisfying(report -> assertThat(((Finding) report.found()).getMsg())
                        .isEqualTo("3 packets dropped after filtering, 1003 received"));
    }

    @Test
    void aTapThatLosesNoneIsNot() {
        assertThat(DroppedPackets.in(line(0L, 1_000L))).isEmpty();
        assertThat(DroppedPackets.in(line(null, null))).isEmpty();
    }

    private static StatsLog line(Long dropped, Long link) {
        return StatsLog.newBuilder()
                .setMeta(new LogMeta("s", 5L))
                .setTs(5)
                .setPeer("eth0")
                .setPktsProc(1_000)
                .setBytesRecv(100_000)
                .setPktsDropped(dropped)
                .setPktsLink(link)
                .build();
    }
}
