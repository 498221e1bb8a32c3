package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.AnalyzerLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a connection whose protocol gives way to another one. */
class HandOverTest {
    private static final int PORT = 7777;
    private static final String GO = "go\n";

    /** Lets another protocol take over when the server says so. */
    private record Opening() implements ProtocolAnalyzer {
        @Override
        public String name() {
            return "opening";
        }

        @Override
        public Set<Integer> tcpPorts() {
            return Set.of(PORT);
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return (direction, in) -> {
                context.confirm();
                boolean goes = direction.isFromResponder() && in.startsWith(GO);
                in.skip(goes ? GO.length() : in.remaining());
                if (goes) {
                    context.handOver("secret");
                }
                return Outcome.CONTINUE;
            };
        }
    }

    /** Speaks only of secrets, and is found where they begin a stream. */
    private record Secret() implements ProtocolAnalyzer {
        @Override
        public String name() {
            return "secret";
        }

        @Override
        public Probe probe(Direction direction, ByteCursor first) {
            return first.remaining() < 6 ? Probe.MORE : first.startsWith("secret") ? Probe.CERTAIN : Probe.NO;
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return (direction, in) -> {
                context.confirm();
                if (!in.startsWith("secret")) {
                    context.violation("no secret");
                }
                in.skip(in.remaining());
                return Outcome.CONTINUE;
            };
        }
    }

    private static RecordingEmitter talk(String... serverSays) {
        Wire wire = Wire.withProtocols(List.of(new Opening(), new Secret()));
        TcpHost[] hosts = TcpHost.pair(wire, 40000, PORT);
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack().says("begin\n");
        hosts[1].says(serverSays[0]);
        hosts[0].ack().says("secret of the client");
        for (int i = 1; i < serverSays.length; i++) {
            hosts[1].says(serverSays[i]);
        }
        return wire.pass(1).end();
    }

    @Test
    void whatComesAfterItIsNoBeginning() {
        RecordingEmitter out = talk(GO, "secret of the server");
        assertThat(out.lines(AnalyzerLog.class)).isEmpty();
        assertThat(out.connection().getService()).isEqualTo("opening,secret");
    }

    @Test
    void whatComesWithItIsGivenToTheSuccessor() {
        RecordingEmitter out = talk(GO + "secret of the server");
        assertThat(out.lines(AnalyzerLog.class)).isEmpty();
        assertThat(out.connection().getService()).isEqualTo("opening,secret");
    }
}
