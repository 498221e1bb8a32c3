package io.brook.analysis.hostile;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.layer.FragmentTable;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What an engine keeps of packets that ask it to keep more and more. */
class HeldMemoryTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;

    private final List<SpecificRecord> lines = new ArrayList<>();
    private final CountingEmitter out = new CountingEmitter() {
        @Override
        public void log(SpecificRecord line) {
            super.log(line);
            lines.add(line);
        }
    };
    private final AnalysisEngine engine =
            new AnalysisEngine("test", true, LocalNetworks.PRIVATE, new WorkerLimits(1000, 1 << 20), out);

    private void packet(Frame frame, long time) {
        engine.packet(LinkType.ETHERNET, frame.bytes(), 0, frame.length(), frame.length(), time);
    }

    @Test
    void countsTheHeadersOfPacketsThatAreNotWhole() {
        Storm storm = FragmentStorms.all().stream()
                .filter(each -> each.name().equals("fragments behind long headers"))
                .findFirst()
                .orElseThrow();
        Storm.Maker maker = storm.maker().get();
        FragmentTable table = new FragmentTable();
        HeaderWalk walk = new HeaderWalk();
        Frame frame = new Frame();
        int fit = FragmentTable.MAX_HELD / 59_000;
        for (int i = 0; i < 2 * fit; i++) {
            maker.make(i, frame.clear());
            assertThat(walk.walk(LinkType.ETHERNET, frame.bytes(), 0, frame.length(), frame.length()))
                    .isTrue();
            table.add(walk, frame.bytes(), START);
        }
        assertThat(table.evicted()).isGreaterThanOrEqualTo(fit);
    }

    @Test
    void keepsTheBeginningOfAHistoryThatHasNoEnd() {
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80)
                    .sequence(1000L * i)
                    .flags(FIN | ACK)
                    .ethernet();
            engine.packet(LinkType.ETHERNET, frame, 0, frame.length, frame.length, START);
        }
        engine.end(START);
        assertThat(out.connections()).isPositive();
        assertThat(out.longestHistory()).isBetween(100, 256);
    }

    @Test
    void saysOfEachTunnelOnceThatItHasExpired() {
        Frame frame = new Frame();
        for (int n = 0; n < 3; n++) {
            gre(frame.clear(), n, 7);
            packet(frame, START + n);
        }
        // The first one is used again, so it expires last.
        gre(frame.clear(), 0, 8);
        packet(frame, START + 10);
        engine.advance(START + HOUR + 5);
        assertThat(actions()).containsExactly("DISCOVER 0", "DISCOVER 1", "DISCOVER 2", "EXPIRE 1", "EXPIRE 2");
        engine.advance(START + 2 * HOUR);
        assertThat(actions().subList(5, actions().size())).containsExactly("EXPIRE 0");
    }

    /** Two hosts' GRE tunnel with a datagram from a port of its own inside. */
    private static void gre(Frame frame, int number, int port) {
        frame.ethernet(0x0800).ipv4(47, 0x0a000000 + number, 0x0a000100, 4 + 28).gre(0x0800);
        frame.ipv4(Frame.UDP, 0x0b000000 + number, 2, 8).udp(port, 2, 0);
    }

    private List<String> actions() {
        return lines.stream()
                .filter(TunnelLog.class::isInstance)
                .map(TunnelLog.class::cast)
                .map(line -> line.getAction().replace("Tunnel::", "")
                        + ' '
                        + line.getId().getOrigH().replace("10.0.0.", ""))
                .toList();
    }
}
