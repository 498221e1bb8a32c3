package io.brook.analysis.flow;

import static io.brook.analysis.flow.TcpStory.handshake;
import static io.brook.analysis.flow.TcpStory.http;
import static io.brook.analysis.flow.TcpStory.peers;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How TCP conversations begin and end, and what becomes of them in conn.log. */
class TcpStoriesTest {
    static Stream<TcpStory> stories() {
        return Stream.of(beginnings(), ends(), endsOfOneSide(), resets(), resetsLaterOn(), joinedInTheMiddle())
                .flatMap(List::stream);
    }

    private static List<TcpStory> beginnings() {
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
                http("a handshake and no more", TcpStory::handshake, "S1 ShA 0/0 bytes 2/1 packets 0 missed 2 ms"),
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

    private static List<TcpStory> ends() {
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
                        "SF ShAFf 30/40 bytes 4/2 packets 0 missed 4 ms"));
    }

    private static List<TcpStory> endsOfOneSide() {
        return List.of(
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

    private static List<TcpStory> resets() {
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
                        "RSTRH ^hr 0/0 bytes 0/2 packets 0 missed 1 ms"));
    }

    private static List<TcpStory> resetsLaterOn() {
        return List.of(
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

    private static List<TcpStory> joinedInTheMiddle() {
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

    @ParameterizedTest
    @MethodSource("stories")
    void endsAsZeekSays(TcpStory story) {
        story.check();
    }
}
