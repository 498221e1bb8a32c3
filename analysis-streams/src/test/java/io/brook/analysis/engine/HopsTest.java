package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.record.Hop;
import io.brook.schemas.subject.Report;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopsTest {
    private static final String UDP = "4500001c00000000%s1100000a000001c6336401" + "c000829a00080000";

    private final RecordingEmitter out = new RecordingEmitter();
    private final AnalysisEngine engine =
            new AnalysisEngine("s", true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out);

    @Test
    void smallTimesToLiveAreReportedOnceAMinute() {
        packet(UDP.formatted("09"), 0);
        packet(UDP.formatted("01"), 59_999_999_999L);
        packet(UDP.formatted("02"), 60_000_000_000L);
        packet(UDP.formatted("0a"), 180_000_000_000L);
        assertThat(hops()).hasSize(2);
        assertThat(hops().get(0).getSource()).isEqualTo("10.0.0.1");
        assertThat(hops().get(0).getTarget()).isEqualTo("198.51.100.1");
        assertThat(hops().get(0).getProto()).isEqualTo("udp");
        assertThat(hops().get(0).getRouter()).isNull();
    }

    @Test
    void multicastIsOfNoInterest() {
        packet(UDP.formatted("01").replace("c6336401", "effffffa"), 0);
        assertThat(hops()).isEmpty();
    }

    @Test
    void routersThatDropAPacketNameItsEnds() {
        packet("450000380000000040010000c00002010a000001" + "0b00000000000000" + UDP.formatted("01"), 0);
        assertThat(hops()).singleElement().satisfies(hop -> {
            assertThat(hop.getRouter()).isEqualTo("192.0.2.1");
            assertThat(hop.getSource()).isEqualTo("10.0.0.1");
            assertThat(hop.getTarget()).isEqualTo("198.51.100.1");
        });
    }

    @Test
    void whatIsCutOffIsPassedOver() {
        packet("450000280000000040010000c00002010a000001" + "0b00000000000000" + "4500001c00000000011100", 0);
        assertThat(hops()).isEmpty();
    }

    private void packet(String hex, long time) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, time);
    }

    private List<Hop> hops() {
        return out.reports().stream()
                .map(Report::found)
                .filter(Hop.class::isInstance)
                .map(Hop.class::cast)
                .toList();
    }
}
