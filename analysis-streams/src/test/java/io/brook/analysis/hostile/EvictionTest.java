package io.brook.analysis.hostile;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Which connections end early when there is room for a hundred, and when the others end. */
class EvictionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private final List<ConnLog> lines = new ArrayList<>();
    private final AnalysisEngine engine = new AnalysisEngine(
            "test", true, LocalNetworks.PRIVATE, new WorkerLimits(100, 1 << 20), new CountingEmitter() {
                @Override
                public void log(SpecificRecord line) {
                    lines.add((ConnLog) line);
                }
            });

    private void packet(PacketBuilder packet, double seconds) {
        byte[] frame = packet.ethernet();
        long time = START + (long) (seconds * SECOND);
        engine.packet(LinkType.ETHERNET, frame, 0, frame.length, frame.length, time);
    }

    private static PacketBuilder client() {
        return PacketBuilder.tcp(CLIENT, 1024, SERVER, 80).sequence(101).acknowledgment(501);
    }

    private static PacketBuilder server() {
        return PacketBuilder.tcp(SERVER, 80, CLIENT, 1024).sequence(501).acknowledgment(101);
    }

    private void handshake(double seconds) {
        packet(client().sequence(100).acknowledgment(0).flags(SYN), seconds);
        packet(server().sequence(500).flags(SYN | ACK), seconds);
        packet(client().flags(ACK), seconds);
    }

    private void flood(int packets, double seconds) {
        for (int i = 0; i < packets; i++) {
            packet(PacketBuilder.udp("1.2." + i / 250 + "." + i % 250, 9, SERVER, 9), seconds);
        }
    }

    private List<ConnLog> linesOfTheClient() {
        return lines.stream()
                .filter(line -> line.getId().getOrigH().equals(CLIENT))
                .toList();
    }

    @Test
    void keepsAConnectionThatIsInUseThroughAFlood() {
        handshake(0);
        packet(client().flags(ACK).payload(1), 100);
        flood(1000, 101);
        assertThat(linesOfTheClient()).isEmpty();
        assertThat(engine.counters().connections()).isEqualTo(901);
    }

    @Test
    void keepsASynThatIsAnsweredBeforeTheFloodHasFilledTheTable() {
        flood(1000, 0);
        packet(client().sequence(100).acknowledgment(0).flags(SYN), 0.1);
        flood(50, 0.2);
        packet(server().sequence(500).flags(SYN | ACK), 0.3);
        flood(1000, 0.4);
        engine.end(START + SECOND);
        assertThat(linesOfTheClient())
                .singleElement()
                .satisfies(line -> assertThat(line.getConnState()).isEqualTo("S1"));
    }

    @Test
    void doesNotCallItEarlyWhenAConnectionWasOverAnyway() {
        flood(100, 0);
        flood(100, 3600);
        assertThat(engine.counters().connections()).isZero();
    }

    @Test
    void endsAClosedConnectionAsSoonAsItsTimeHasComeHoweverLongItWasExpectedToLast() {
        handshake(0);
        packet(client().flags(ACK).payload(1), 6);
        engine.advance(START + 10 * SECOND);
        packet(client().sequence(102).flags(FIN | ACK), 11);
        packet(server().acknowledgment(103).flags(FIN | ACK), 11);
        packet(client().sequence(103).acknowledgment(502).flags(ACK), 11);
        engine.advance(START + 30 * SECOND);
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.getMeta().getWritten()).isEqualTo(START + 16 * SECOND));
    }
}
