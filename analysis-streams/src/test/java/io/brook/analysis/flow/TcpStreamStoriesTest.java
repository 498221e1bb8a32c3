package io.brook.analysis.flow;

import static io.brook.analysis.flow.TcpStory.handshake;
import static io.brook.analysis.flow.TcpStory.http;
import static io.brook.analysis.flow.TcpStory.ignoring;
import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Retransmissions, gaps, damage and ports that are used again, in conn.log. */
class TcpStreamStoriesTest {
    static Stream<TcpStory> stories() {
        return Stream.of(streams(), gaps(), reuse(), checksums()).flatMap(List::stream);
    }

    private static List<TcpStory> streams() {
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
                        "S1 ShADaw 100/0 bytes 3/3 packets 0 missed 5 ms"));
    }

    private static List<TcpStory> gaps() {
        return List.of(
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

    private static List<TcpStory> reuse() {
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

    private static List<TcpStory> checksums() {
        TcpStory.Story corruptData = (a, b) -> {
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
    @MethodSource("stories")
    void isCountedAsZeekCounts(TcpStory story) {
        story.check();
    }
}
