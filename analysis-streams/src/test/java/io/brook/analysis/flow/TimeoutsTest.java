package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.testing.PacketBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a connection is over, in milliseconds after its first packet. */
class TimeoutsTest {
    private static final int HTTP = 80;

    private record Case(String name, Consumer<Wire> story, long end) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Story {
        void tell(TcpHost a, TcpHost b);
    }

    private static Case tcp(String name, int port, Story story, long end) {
        return new Case(
                name,
                wire -> {
                    TcpHost[] hosts = TcpHost.pair(wire, 40000, port);
                    story.tell(hosts[0], hosts[1]);
                },
                end);
    }

    private static Case packets(String name, long end, PacketBuilder... packets) {
        return new Case(name, wire -> Stream.of(packets).forEach(packet -> wire.send(packet.ip())), end);
    }

    private static void handshake(TcpHost a, TcpHost b) {
        a.syn();
        b.synAck();
        a.ack();
    }

    static Stream<Case> cases() {
        return Stream.concat(tcpCases(), otherCases());
    }

    private static Stream<Case> tcpCases() {
        return Stream.of(
                tcp("a SYN without answer", HTTP, (a, b) -> a.syn(), 5_000),
                tcp(
                        "a repeated SYN without answer",
                        HTTP,
                        (a, b) -> a.syn().waits(1).again(),
                        5_000),
                tcp(
                        "a refused SYN",
                        HTTP,
                        (a, b) -> {
                            a.syn();
                            b.rst();
                        },
                        5_001),
                tcp("a SYN given up", HTTP, (a, b) -> a.syn().rst(), 5_001),
                tcp("SYN and FIN without answer", HTTP, (a, b) -> a.syn().fin(), 5_001),
                tcp("a silent connection", HTTP, TimeoutsTest::handshake, 300_002),
                tcp("a silent SSH connection", 22, TimeoutsTest::handshake, 3_600_002),
                tcp("a silent FTP connection", 21, TimeoutsTest::handshake, 3_600_002),
                tcp("a silent connection whose beginning was missed", HTTP, (a, b) -> a.data(1), 300_000),
                tcp("an interactive one whose beginning was missed", 22, (a, b) -> a.data(1), 300_000),
                tcp(
                        "closed by both sides",
                        HTTP,
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.ack();
                        },
                        5_004),
                tcp(
                        "closed by both sides, and stragglers",
                        HTTP,
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.ack();
                            b.waits(3).ack();
                        },
                        5_004),
                tcp(
                        "reset in the middle",
                        HTTP,
                        (a, b) -> {
                            handshake(a, b);
                            a.data(10);
                            b.rst();
                        },
                        5_004),
                tcp(
                        "reset after a long time",
                        HTTP,
                        (a, b) -> {
                            handshake(a, b);
                            a.waits(200).rst();
                        },
                        205_003),
                tcp(
                        "closed by one side",
                        HTTP,
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.ack();
                        },
                        300_004),
                tcp(
                        "nothing but a corrupt segment: looked at after 5 s, and found silent for longer than that 6 s later",
                        HTTP,
                        (a, b) -> a.corrupted().syn(),
                        11_000));
    }

    private static Stream<Case> otherCases() {
        PacketBuilder query = PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 9);
        PacketBuilder reply = PacketBuilder.udp("10.0.0.2", 9, "10.0.0.1", 4000);
        PacketBuilder ping = PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 8, 0);
        PacketBuilder pong = PacketBuilder.icmp("10.0.0.2", "10.0.0.1", 0, 0);
        PacketBuilder sctp = PacketBuilder.ip("10.0.0.1", "10.0.0.2", 132).payload(new byte[20]);
        return Stream.of(
                packets("a datagram", 60_000, query),
                packets("a datagram and its answer", 60_001, query, reply),
                packets("a ping", 60_001, ping, pong),
                packets("another protocol", 60_001, sctp, sctp),
                new Case(
                        "datagrams with pauses",
                        wire -> wire.send(query.ip())
                                .pass(59)
                                .send(query.ip())
                                .pass(59)
                                .send(reply.ip()),
                        178_002));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConnectionIsLoggedOnceTheTimeHasPassedAndNotBefore(Case c) {
        Wire wire = new Wire();
        c.story.accept(wire);
        long end = Wire.START + c.end * Wire.MILLISECOND;
        wire.advanceTo(end - 1);
        assertThat(wire.out().connections()).isEmpty();
        wire.advanceTo(end);
        assertThat(wire.out().connections()).hasSize(1);
        assertThat(writtenAt(wire.out().connection())).isEqualTo(c.end);
        assertThat(wire.end().connections()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void howOftenTheEngineLooksMakesNoDifference(Case c) {
        Wire often = new Wire();
        c.story.accept(often);
        for (long time = often.now();
                time < Wire.START + 2 * c.end * Wire.MILLISECOND;
                time += 500 * Wire.MILLISECOND) {
            often.advanceTo(time);
        }
        Wire never = new Wire();
        c.story.accept(never);
        never.pass(2 * c.end / 1000.0);
        assertThat(never.end().everything()).isEqualTo(often.end().everything());
    }

    @Test
    void aConnectionThatClosesWhileItsTimeoutIsFarOffIsStillLoggedInTime() {
        Wire wire = new Wire();
        TcpHost[] hosts = TcpHost.pair(wire, 40000, HTTP);
        handshake(hosts[0], hosts[1]);
        // Now the engine has looked, and next expects something in five minutes.
        wire.pass(10).advance();
        hosts[0].fin();
        hosts[1].fin();
        hosts[0].ack();
        wire.pass(5).advance();
        assertThat(wire.out().connections()).hasSize(1);
        assertThat(writtenAt(wire.out().connection())).isEqualTo(15_004);
    }

    @Test
    void theEndOfTheInputEndsWhatIsLeft() {
        Wire wire = new Wire();
        TcpHost[] hosts = TcpHost.pair(wire, 40000, HTTP);
        handshake(hosts[0], hosts[1]);
        assertThat(writtenAt(wire.end().connection())).isEqualTo(3);
    }

    @Test
    void aPacketAtTheVeryEndBeginsAnotherConnection() {
        byte[] query = PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 9).ip();
        Wire wire = new Wire();
        wire.send(query).pass(59.999).send(query);
        List<ConnLog> connections = wire.end().connections();
        assertThat(connections).hasSize(2);
        assertThat(connections.get(0).getUid()).isNotEqualTo(connections.get(1).getUid());
        assertThat(writtenAt(connections.get(0))).isEqualTo(60_000);
    }

    @Test
    void aClockThatGoesBackEndsNothing() {
        byte[] query = PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 9).ip();
        Wire wire = new Wire();
        wire.send(query).pass(-1000).send(query).advance();
        assertThat(wire.out().connections()).isEmpty();
        ConnLog line = wire.end().connection();
        assertThat(line.getOrigPkts()).isEqualTo(2);
        assertThat(line.getDuration()).isNull();
    }

    private static long writtenAt(ConnLog line) {
        return (line.getMeta().getWritten() - Wire.START) / Wire.MILLISECOND;
    }
}
