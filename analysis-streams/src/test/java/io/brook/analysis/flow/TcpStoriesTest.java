package io.brook.analysis.flow;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TCP conversations and what becomes of them in conn.log. A host that begins is 10.0.0.1 at port 40000; the other one is
 * 10.0.0.2 at port 80, or at 50000 where a story would be another one with a server's port.
 */
class TcpStoriesTest {
    /** What one host says to the other. */
    private interface Story extends BiConsumer<TcpHost, TcpHost> {}

    private record Case(String name, int port, boolean ignoreChecksums, Story story, List<String> connections) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case http(String name, Story story, String... connections) {
        return new Case(name, 80, false, story, List.of(connections));
    }

    private static Case peers(String name, Story story, String... connections) {
        return new Case(name, 50000, false, story, List.of(connections));
    }

    private static Case ignoring(String name, Story story, String... connections) {
        return new Case(name, 80, true, story, List.of(connections));
    }

    private static void handshake(TcpHost a, TcpHost b) {
        a.syn();
        b.synAck();
        a.ack();
    }

    static Stream<Case> cases() {
        return Stream.of(beginnings(), ends(), resets(), streams(), joinedInTheMiddle(), reuse(), checksums())
                .flatMap(List::stream);
    }

    private static List<Case> beginnings() {
        return List.of(
                http("a SYN that nothing answers", (a, b) -> a.syn(), "S0 S -/- bytes 1/0 packets 0 missed - ms"),
                http(
                        "a SYN that is repeated in time",
                        (a, b) -> a.syn().waits(1).again(),
                        "S0 S 0/0 bytes 2/0 packets 0 missed 1001 ms"),
                http(
                        "a SYN that is repeated after it was given up",
                        (a, b) -> a.syn().waits(6).again(),
                        "S0 S -/- bytes 1/0 packets 0 missed - ms",
                        "S0 S -/- bytes 1/0 packets 0 missed - ms"),
                http(
                        "a handshake and no more",
                        TcpStoriesTest::handshake,
                        "S1 ShA 0/0 bytes 2/1 packets 0 missed 2 ms"),
                http(
                        "a SYN-ACK that is not acknowledged",
                        (a, b) -> {
                            a.syn();
                            b.synAck();
                        },
                        "S1 Sh 0/0 bytes 1/1 packets 0 missed 1 ms"),
                http(
                        "a bare acknowledgment before the SYN-ACK is ignored",
                        (a, b) -> {
                            a.syn();
                            b.ack();
                            b.synAck();
                            a.ack();
                        },
                        "S1 SahA 0/0 bytes 2/2 packets 0 missed 3 ms"),
                http(
                        "data on the SYN, which Zeek takes for a retransmission",
                        (a, b) -> {
                            a.synWithData(20);
                            b.synAck();
                            a.ack();
                        },
                        "S1 SThA 20/0 bytes 2/1 packets 0 missed 2 ms"),
                http(
                        "both sides open at once: to Zeek the second SYN begins another connection",
                        (a, b) -> {
                            a.syn();
                            b.syn();
                            a.ack();
                            b.ack();
                        },
                        "S0 S -/- bytes 1/0 packets 0 missed - ms",
                        "S0 SaA 0/0 bytes 2/1 packets 0 missed 2 ms"));
    }

    private static List<Case> ends() {
        return List.of(
                http(
                        "the normal close, its last acknowledgment not in the duration",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100);
                            b.ack();
                            b.data(200);
                            a.ack();
                            a.fin();
                            b.ack();
                            b.fin();
                            a.ack();
                        },
                        "SF ShADadFf 100/200 bytes 6/5 packets 0 missed 9 ms"),
                http(
                        "the responder closes first",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100);
                            b.data(200);
                            b.fin();
                            a.fin();
                            b.ack();
                        },
                        "SF ShADdfFa 100/200 bytes 4/4 packets 0 missed 6 ms"),
                http(
                        "FIN with the last data",
                        (a, b) -> {
                            handshake(a, b);
                            a.finWithData(30);
                            b.finWithData(40);
                            a.ack();
                        },
                        "SF ShAFf 30/40 bytes 4/2 packets 0 missed 4 ms"),
                http(
                        "only the originator closes",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(10);
                            b.ack();
                            a.fin();
                            b.ack();
                            b.data(50);
                            a.ack();
                        },
                        "S2 ShADaFd 10/50 bytes 5/4 packets 0 missed 8 ms"),
                http(
                        "only the responder closes",
                        (a, b) -> {
                            handshake(a, b);
                            b.data(50);
                            a.ack();
                            b.fin();
                            a.ack();
                        },
                        "S3 ShAdf 0/50 bytes 4/3 packets 0 missed 6 ms"),
                http(
                        "SYN and FIN, and no answer",
                        (a, b) -> {
                            a.syn();
                            a.fin();
                        },
                        "SH SF 0/0 bytes 2/0 packets 0 missed 1 ms"),
                http(
                        "SYN-ACK and FIN of a responder alone",
                        (a, b) -> {
                            b.synAck();
                            b.fin();
                        },
                        "SHR ^hf 0/0 bytes 0/2 packets 0 missed 1 ms"),
                http(
                        "a repeated FIN says nothing new, one further on does",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin().again();
                            a.fin();
                        },
                        "S2 ShAFF 1/0 bytes 5/1 packets 0 missed 5 ms"));
    }

    private static List<Case> resets() {
        return List.of(
                http(
                        "the target refuses",
                        (a, b) -> {
                            a.syn();
                            b.rst();
                        },
                        "REJ Sr 0/0 bytes 1/1 packets 0 missed 1 ms"),
                http(
                        "the originator resets",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(10);
                            b.ack();
                            a.rst();
                        },
                        "RSTO ShADaR 10/0 bytes 4/2 packets 0 missed 5 ms"),
                http(
                        "the responder resets",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(10);
                            b.rst();
                        },
                        "RSTR ShADr 10/0 bytes 3/2 packets 0 missed 4 ms"),
                http(
                        "a SYN that its sender gives up",
                        (a, b) -> {
                            a.syn();
                            a.rst();
                        },
                        "RSTOS0 SR 0/0 bytes 2/0 packets 0 missed 1 ms"),
                http(
                        "SYN-ACK and RST of a responder alone",
                        (a, b) -> {
                            b.synAck();
                            b.rst();
                        },
                        "RSTRH ^hr 0/0 bytes 0/2 packets 0 missed 1 ms"),
                http(
                        "a RST after both have closed changes nothing",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.ack();
                            a.rst();
                        },
                        "SF ShAFfR 0/0 bytes 5/2 packets 0 missed 4 ms"),
                http(
                        "a FIN and a RST are a normal end if a FIN answers them",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin().rst();
                            b.fin();
                        },
                        "SF ShAFRf 0/0 bytes 4/2 packets 0 missed 5 ms"),
                http(
                        "a RST without a window says nothing about windows",
                        (a, b) -> {
                            handshake(a, b);
                            a.window(0).rst();
                        },
                        "RSTO ShAR 0/0 bytes 3/1 packets 0 missed 3 ms"),
                http(
                        "nor does an acknowledgment of a FIN",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.window(0).ack();
                        },
                        "S2 ShAFa 0/0 bytes 3/2 packets 0 missed 4 ms"),
                http(
                        "SYN and FIN at once, and RST and FIN at once",
                        (a, b) -> {
                            a.segment(SYN | FIN, 0);
                            a.segment(FIN | RST, 0);
                        },
                        "OTH QI 1/0 bytes 2/0 packets 0 missed 1 ms"));
    }

    private static List<Case> streams() {
        return List.of(
                http(
                        "a retransmission",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100).again();
                            b.ack();
                        },
                        "S1 ShADTa 100/0 bytes 4/2 packets 0 missed 5 ms"),
                http(
                        "eleven retransmissions count at the first and the tenth",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100);
                            for (int i = 0; i < 11; i++) {
                                a.again();
                            }
                        },
                        "S1 ShADTT 100/0 bytes 14/1 packets 0 missed 14 ms"),
                http(
                        "out of order",
                        (a, b) -> {
                            handshake(a, b);
                            a.dataAt(100, 100).dataAt(0, 100);
                            b.ack();
                        },
                        "S1 ShADTa 200/0 bytes 4/2 packets 0 missed 5 ms"),
                http(
                        "a keep-alive repeats the last byte",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100);
                            b.ack();
                            a.waits(60).dataAt(99, 1);
                            b.ack();
                        },
                        "S1 ShADaT 100/0 bytes 4/3 packets 0 missed 60006 ms"),
                http(
                        "the receiver closes its window",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100);
                            b.window(0).ack();
                            b.window(100).ack();
                        },
                        "S1 ShADaw 100/0 bytes 3/3 packets 0 missed 5 ms"),
                http(
                        "the capture missed what the receiver acknowledged",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100).unseenData(50).data(100);
                            b.ack();
                        },
                        "S1 ShADaG 250/0 bytes 4/2 packets 50 missed 5 ms"),
                http(
                        "the capture missed some of both streams",
                        (a, b) -> {
                            handshake(a, b);
                            a.unseenData(70).data(10);
                            b.unseenData(30).data(20);
                            a.ack();
                        },
                        "S1 ShADdGg 80/50 bytes 4/2 packets 100 missed 5 ms"),
                http(
                        "what nobody acknowledges is no gap",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(100).unseenData(50).data(100);
                            b.ackUpTo(100);
                        },
                        "S1 ShADa 250/0 bytes 4/2 packets 0 missed 5 ms"),
                http(
                        "sequence numbers pass zero",
                        (a, b) -> {
                            a.restart(0xffff_ffd0L);
                            handshake(a, b);
                            a.data(100);
                            b.ack();
                            a.data(100);
                            b.ack();
                            a.fin();
                            b.fin();
                            a.ack();
                        },
                        "SF ShADaFf 200/0 bytes 6/4 packets 0 missed 8 ms"),
                http(
                        "a gap where sequence numbers pass zero",
                        (a, b) -> {
                            a.restart(0xffff_ffd0L);
                            handshake(a, b);
                            a.data(10).unseenData(100).data(10);
                            b.ack();
                        },
                        "S1 ShADaG 120/0 bytes 4/2 packets 100 missed 5 ms"));
    }

    private static List<Case> joinedInTheMiddle() {
        return List.of(
                http(
                        "data of the originator comes first",
                        (a, b) -> {
                            a.data(10);
                            b.ack();
                        },
                        "OTH Da 10/0 bytes 1/1 packets 0 missed 1 ms"),
                http(
                        "data of the responder comes first: its port gives it away",
                        (a, b) -> {
                            b.data(10);
                            a.ack();
                        },
                        "OTH ^dA 0/10 bytes 1/1 packets 0 missed 1 ms"),
                http(
                        "only the end is seen",
                        (a, b) -> {
                            a.data(10);
                            b.data(20);
                            a.fin();
                            b.fin();
                            a.ack();
                        },
                        "SF DdFfA 10/20 bytes 3/2 packets 0 missed 3 ms"),
                http(
                        "only the SYN is missing",
                        (a, b) -> {
                            b.synAck();
                            a.ack();
                            a.data(10);
                            b.ack();
                        },
                        "S1 ^hADa 10/0 bytes 2/2 packets 0 missed 3 ms"),
                peers(
                        "only the SYN is missing, between ports that say nothing: roles are found out late",
                        (a, b) -> {
                            b.synAck();
                            a.ack();
                            a.data(10);
                            b.ack();
                            a.fin();
                            b.fin();
                            a.ack();
                        },
                        "SF ^hADaFf 10/0 bytes 4/3 packets 0 missed 5 ms"),
                peers(
                        "the SYN was captured after the SYN-ACK",
                        (a, b) -> {
                            a.restart(1001);
                            b.synAck();
                            a.restart(1000).syn();
                            a.ack();
                        },
                        "S1 Hs^A 0/0 bytes 2/1 packets 0 missed 2 ms"));
    }

    private static List<Case> reuse() {
        String closed = "SF ShAFf 0/0 bytes 4/2 packets 0 missed 4 ms";
        return List.of(
                http(
                        "a new SYN on a closed connection begins another",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.ack();
                            a.restart(90000);
                            b.restart(80000);
                            handshake(a, b);
                        },
                        closed,
                        "S1 ShA 0/0 bytes 2/1 packets 0 missed 2 ms"),
                http(
                        "even one with the old number does",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.ack();
                            a.restart(1000).syn();
                        },
                        closed,
                        "S0 S -/- bytes 1/0 packets 0 missed - ms"),
                http(
                        "a refused SYN that is repeated twice, as Windows does it: three connections",
                        (a, b) -> {
                            for (int i = 0; i < 3; i++) {
                                a.restart(1000).syn();
                                b.segment(RST | ACK, 0);
                                a.waits(0.5);
                            }
                        },
                        "REJ Sr 0/0 bytes 1/1 packets 0 missed 1 ms",
                        "REJ Sr 0/0 bytes 1/1 packets 0 missed 1 ms",
                        "REJ Sr 0/0 bytes 1/1 packets 0 missed 1 ms"),
                http(
                        "a port that is scanned half-open, again and again",
                        (a, b) -> {
                            for (int i = 0; i < 2; i++) {
                                a.restart(1000).syn();
                                b.restart(5000).synAck();
                                a.segment(RST, 0).waits(1);
                            }
                        },
                        "RSTO ShR 0/0 bytes 2/1 packets 0 missed 2 ms",
                        "RSTO ShR 0/0 bytes 2/1 packets 0 missed 2 ms"),
                http(
                        "a SYN-FIN that is repeated",
                        (a, b) -> a.segment(SYN | FIN, 0).waits(1).again(),
                        "SH Q -/- bytes 1/0 packets 0 missed - ms",
                        "SH Q -/- bytes 1/0 packets 0 missed - ms"),
                http(
                        "a SYN with another number in an open connection begins another",
                        (a, b) -> {
                            handshake(a, b);
                            a.data(10);
                            a.restart(90000).syn();
                        },
                        "S1 ShAD 10/0 bytes 3/1 packets 0 missed 3 ms",
                        "S0 S -/- bytes 1/0 packets 0 missed - ms"),
                http(
                        "the SYN repeated in an open connection does not",
                        (a, b) -> {
                            a.syn();
                            b.synAck();
                            a.restart(1000).syn();
                            a.ack();
                        },
                        "S1 ShA 0/0 bytes 3/1 packets 0 missed 3 ms"),
                http(
                        "a SYN with another number after one without answer begins another",
                        (a, b) -> a.syn().restart(90000).syn(),
                        "S0 S -/- bytes 1/0 packets 0 missed - ms",
                        "S0 S -/- bytes 1/0 packets 0 missed - ms"));
    }

    private static List<Case> checksums() {
        Story corruptData = (a, b) -> {
            handshake(a, b);
            a.corrupted().data(100);
        };
        return List.of(
                http("a corrupt segment is no segment", corruptData, "S1 ShAC 0/0 bytes 2/1 packets 0 missed 2 ms"),
                ignoring(
                        "a corrupt segment is one where checksums are ignored",
                        corruptData,
                        "S1 ShAD 100/0 bytes 3/1 packets 0 missed 3 ms"),
                http(
                        "a corrupt SYN makes a connection without packets",
                        (a, b) -> a.corrupted().syn(),
                        "OTH C -/- bytes 0/0 packets 0 missed - ms"),
                http(
                        "ten corrupt segments count at the first and the tenth, those of each side for itself",
                        (a, b) -> {
                            a.syn();
                            b.synAck();
                            for (int i = 0; i < 10; i++) {
                                a.corrupted().segment(ACK, 0);
                            }
                            b.corrupted().segment(ACK, 0);
                        },
                        "S1 ShCCc 0/0 bytes 1/1 packets 0 missed 1 ms"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsAsZeekSays(Case c) {
        Wire wire = new Wire(c.ignoreChecksums);
        TcpHost[] hosts = TcpHost.pair(wire, 40000, c.port);
        c.story.accept(hosts[0], hosts[1]);
        assertThat(Wire.summaries(wire.end().connections())).isEqualTo(c.connections);
    }
}
