package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.schemas.log.UnknownProtocolsLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.subject.Report;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownProtocolsTest {
    private static final String ADDRESSES = "000000000001000000000002";

    private final RecordingEmitter out = new RecordingEmitter();
    private final AnalysisEngine engine =
            new AnalysisEngine("s", true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out);

    @Test
    void tellsWhatIsAboveTheLinkLayer() {
        engine.reportUnknownProtocols();
        frame(ADDRESSES + "8100 0005 88b5 0102030405060708090a0b0c0d");
        frame(ADDRESSES + "0020 4242030000000000800000000000");
        frame(ADDRESSES + "8864 11000001 0006 c021 01010004");
        assertThat(lines())
                .extracting(
                        UnknownProtocolsLog::getAnalyzerHistory,
                        UnknownProtocolsLog::getProtocolId,
                        UnknownProtocolsLog::getFirstBytes)
                .containsExactly(
                        tuple(List.of("ETHERNET", "VLAN"), "0x88b5", "0102030405060708090a"),
                        tuple(List.of("ETHERNET", "LLC"), "0x42", "42420300000000008000"),
                        tuple(List.of("ETHERNET", "PPPOE"), "0xc021", "01010004"));
    }

    @Test
    void tellsWhatIsAboveIp() {
        engine.reportUnknownProtocols();
        // IGMP, with padding that is none of it.
        frame(ADDRESSES + "0800 4500001c00000000010200000a000001e0000001 1600090400000000 ffffffff");
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.getAnalyzerHistory()).containsExactly("ETHERNET", "IP", "UNKNOWN_IP_TRANSPORT");
            assertThat(line.getProtocolId()).isEqualTo("0x2");
            assertThat(line.getFirstBytes()).isEqualTo("1600090400000000");
        });
    }

    @Test
    void isSilentAboutKnownProtocols() {
        engine.reportUnknownProtocols();
        frame(ADDRESSES + "0806 0001080006040001000000000001c0a80001000000000000c0a80002");
        frame(ADDRESSES + "0800 4500001c00000000011100000a0000010a000002 0035003500080000");
        assertThat(lines()).isEmpty();
    }

    @Test
    void reportsNothingUnlessAsked() {
        frame(ADDRESSES + "88b5 0102030405060708090a0b0c0d");
        assertThat(lines()).isEmpty();
    }

    @Test
    void reportsNoMoreThanCanBeLogged() {
        engine.reportUnknownProtocols();
        for (int i = 0; i < 100; i++) {
            frame(ADDRESSES + "88b5 0102030405060708090a0b0c0d");
        }
        assertThat(lines()).hasSize(ReportedProtocols.MAX_REPORTED);
    }

    private void frame(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        engine.packet(LinkType.ETHERNET, bytes, 0, bytes.length, bytes.length, 1_000);
    }

    private List<UnknownProtocolsLog> lines() {
        return out.reports().stream()
                .map(Report::found)
                .filter(UnknownProtocolsLog.class::isInstance)
                .map(UnknownProtocolsLog.class::cast)
                .toList();
    }
}
