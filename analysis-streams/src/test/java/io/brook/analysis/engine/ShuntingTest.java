package io.brook.analysis.engine;

import static io.brook.analysis.testing.RecordingEmitter.OVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of which connections captures are told that nobody needs their payload. */
class ShuntingTest {
    private static final int PIECE = 1000;
    private static final int PORT = 7777;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private static TcpHost[] open(Wire wire, int port) {
        TcpHost[] hosts = TcpHost.pair(wire, 40000, port);
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        return hosts;
    }

    private static void transfer(TcpHost[] hosts, int pieces) {
        IntStream.range(0, pieces).forEach(i -> {
            hosts[1].data(PIECE);
            hosts[0].ack();
        });
    }

    private static void close(TcpHost[] hosts) {
        hosts[0].fin();
        hosts[1].fin();
        hosts[0].ack();
    }

    @Test
    void isNamedOnceMuchHasComeThatNobodyNeeds() {
        Wire wire = Wire.withoutProtocols().shuntAfter(5 * PIECE);
        TcpHost[] hosts = open(wire, 5000);
        // The first of them is what somebody might have looked at.
        transfer(hosts, 5);
        assertThat(wire.out().shunts()).isEmpty();
        transfer(hosts, 1);
        close(hosts);
        RecordingEmitter out = wire.pass(60).end();
        assertThat(out.shunts()).containsExactly(out.connection().getUid(), OVER);
    }

    @Test
    void isNamedAgainAfterTwiceAsMuchEachTimeWhileItsPayloadComes() {
        Wire wire = Wire.withoutProtocols().shuntAfter(PIECE);
        TcpHost[] hosts = open(wire, 5000);
        transfer(hosts, 1);
        for (int before = 0; before < 6; before++) {
            transfer(hosts, (1 << before) - 1);
            assertThat(wire.out().shunts()).hasSize(before);
            transfer(hosts, 1);
        }
        assertThat(wire.out().shunts()).hasSize(6);
    }

    @Test
    void isNotNamedWhereNobodyAsksForIt() {
        Wire wire = Wire.withoutProtocols();
        transfer(open(wire, 5000), 100);
        assertThat(wire.pass(600).end().shunts()).isEmpty();
    }

    /** Listens to all that is said on its port until it hears the word. */
    private record Listening() implements ProtocolAnalyzer {
        @Override
        public String name() {
            return "listening";
        }

        @Override
        public Set<Integer> tcpPorts() {
            return Set.of(PORT);
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return (originator, in) -> {
                boolean over = in.startsWith("enough");
                in.skip(in.remaining());
                return over ? Outcome.STOP : Outcome.CONTINUE;
            };
        }
    }

    @Test
    void isNotNamedWhileASessionFollows() {
        Wire wire = Wire.withProtocols(List.of(new Listening())).shuntAfter(1);
        TcpHost[] hosts = open(wire, PORT);
        transfer(hosts, 20);
        assertThat(wire.out().shunts()).isEmpty();
        hosts[0].says("enough");
        transfer(hosts, 1);
        assertThat(wire.out().shunts()).hasSize(1);
    }

    @Test
    void isNotNamedWhileItsBeginningIsLookedAt() {
        Wire wire = new Wire().shuntAfter(1);
        TcpHost[] hosts = open(wire, 5000);
        hosts[1].data(500);
        hosts[0].ack();
        assertThat(wire.out().shunts()).isEmpty();
        transfer(hosts, 1);
        assertThat(wire.out().shunts()).isEmpty();
        transfer(hosts, 1);
        assertThat(wire.out().shunts()).hasSize(1);
    }

    /** A file is hashed to its end. */
    @Test
    void isNotNamedWhileAFileComes() {
        Wire wire = new Wire().shuntAfter(1);
        TcpHost[] hosts = open(wire, 80);
        hosts[0].says("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        hosts[1].says(ANSWER);
        hosts[0].ack();
        transfer(hosts, 20);
        assertThat(wire.out().shunts()).isEmpty();
    }

    /** What comes then may belong to another connection. */
    @Test
    void isNotNamedOnceItEnds() {
        Wire wire = Wire.withoutProtocols().shuntAfter(5 * PIECE);
        TcpHost[] hosts = open(wire, 5000);
        transfer(hosts, 2);
        hosts[0].fin();
        transfer(hosts, 20);
        assertThat(wire.pass(600).end().shunts()).isEmpty();
    }

    @Test
    void isNamedWhereItsBeginningWasNotSeen() {
        Wire wire = Wire.withoutProtocols().shuntAfter(PIECE);
        TcpHost[] hosts = TcpHost.pair(wire, 40000, 5000);
        hosts[0].ack();
        transfer(hosts, 2);
        assertThat(wire.out().shunts()).hasSize(1);
    }

    @Test
    void isOverWhenAnotherConnectionTakesItsPlace() {
        Wire wire = Wire.withoutProtocols().shuntAfter(PIECE);
        transfer(open(wire, 5000), 2);
        TcpHost[] next = TcpHost.pair(wire, 40000, 5000);
        next[0].restart(900_000).syn();
        assertThat(wire.out().shunts()).hasSize(2).endsWith(OVER);
    }
}
