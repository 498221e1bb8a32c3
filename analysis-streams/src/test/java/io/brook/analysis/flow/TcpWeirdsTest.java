package io.brook.analysis.flow;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TCP conversations and what is odd about them. What Zeek's policy ignores (spontaneous FINs and RSTs) is not heard of. */
class TcpWeirdsTest {
    private static final int URG = 32;

    private interface Story extends BiConsumer<TcpHost, TcpHost> {}

    private record Case(String name, Story story, List<String> weirds) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, Story story, String... weirds) {
        return new Case(name, story, List.of(weirds));
    }

    private static void handshake(TcpHost a, TcpHost b) {
        a.syn();
        b.synAck();
        a.ack();
    }

    static Stream<Case> cases() {
        return Stream.of(beginnings(), laterOn(), otherConnections()).flatMap(each -> each);
    }

    private static Stream<Case> beginnings() {
        return Stream.of(
                of("nothing odd", (a, b) -> {
                    handshake(a, b);
                    a.data(10);
                    b.data(10);
                    a.fin();
                    b.fin();
                    a.ack();
                }),
                of("data on the SYN", (a, b) -> a.synWithData(20), "SYN_with_data"),
                of("SYN and RST at once", (a, b) -> a.segment(SYN | RST, 0), "TCP_christmas"),
                of("a SYN with urgent data", (a, b) -> a.segment(SYN | URG, 0), "baroque_SYN"),
                of("a SYN-ACK comes first", (a, b) -> a.synAck(), "connection_originator_SYN_ack"),
                of(
                        "a SYN-ACK that acknowledges what was not sent",
                        (a, b) -> {
                            a.syn().unseenData(100);
                            b.synAck();
                        },
                        "bad_SYN_ack"),
                of(
                        "both sides open at once, with the same number",
                        (a, b) -> {
                            a.syn();
                            b.restart(1000).syn();
                        },
                        "simultaneous_open"),
                of(
                        "the originator turns SYN into SYN-ACK",
                        (a, b) -> a.syn().restart(1000).synAck(),
                        "repeated_SYN_with_ack"),
                of("a FIN before the answer", (a, b) -> a.syn().fin(), "inappropriate_FIN"),
                of(
                        "data before the answer, and an acknowledgment of what nobody saw",
                        (a, b) -> a.syn().data(10),
                        "possible_split_routing",
                        "data_before_established"),
                of("a SYN after data", (a, b) -> a.segment(0, 10).restart(2000).syn(), "active_connection_reuse"));
    }

    private static Stream<Case> laterOn() {
        return Stream.of(
                of(
                        "a SYN-ACK after the FIN",
                        (a, b) -> {
                            handshake(a, b);
                            b.fin().restart(5000).synAck();
                        },
                        "SYN_after_close"),
                of(
                        "another connection after the FIN of one side",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin().restart(1000).syn();
                        },
                        "active_connection_reuse"),
                of(
                        "a second FIN further on",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin().fin();
                        },
                        "FIN_advanced_last_seq"),
                of(
                        "data after a RST",
                        (a, b) -> {
                            handshake(a, b);
                            a.rst().data(10);
                        },
                        "data_after_reset"),
                of(
                        "a SYN-ACK after a RST",
                        (a, b) -> {
                            handshake(a, b);
                            b.rst().restart(5000).synAck();
                        },
                        "SYN_after_reset"),
                of("another connection after a RST", (a, b) -> {
                    handshake(a, b);
                    a.rst().restart(1000).syn();
                }));
    }

    private static Stream<Case> otherConnections() {
        return Stream.of(
                of(
                        "another connection on the same ports",
                        (a, b) -> {
                            handshake(a, b);
                            a.restart(90000).syn();
                        },
                        "active_connection_reuse"),
                of(
                        "another connection right after the end of this one",
                        (a, b) -> {
                            handshake(a, b);
                            a.fin();
                            b.fin();
                            a.restart(90000).syn();
                        },
                        "premature_connection_reuse"),
                of(
                        "another SYN without an answer to the first",
                        (a, b) -> a.syn().restart(90000).syn(),
                        "SYN_seq_jump"),
                of(
                        "a window taken back",
                        (a, b) -> {
                            handshake(a, b);
                            b.ack();
                            b.window(100).ack();
                        },
                        "window_recision"),
                of(
                        "data from before the beginning",
                        (a, b) -> {
                            handshake(a, b);
                            a.dataAt(-500, 10);
                        },
                        "TCP_seq_underflow_or_misorder"),
                of(
                        "an acknowledgment of what was before the beginning",
                        (a, b) -> {
                            handshake(a, b);
                            b.ackUpTo(-500);
                        },
                        "TCP_ack_underflow_or_misorder"),
                of("a wrong checksum", (a, b) -> a.corrupted().syn(), "bad_TCP_checksum"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areNamedAsZeekNamesThem(Case c) {
        Wire wire = Wire.withoutProtocols();
        TcpHost[] hosts = TcpHost.pair(wire, 40000, 80);
        c.story.accept(hosts[0], hosts[1]);
        assertThat(wire.end().weirdNames()).isEqualTo(c.weirds);
    }

    @Test
    void headersThatCannotBe() {
        byte[] shortHeader = segment(ACK);
        shortHeader[20 + 12] = 0x40;
        byte[] longHeader = segment(ACK);
        longHeader[20 + 12] = (byte) 0xf0;
        RecordingEmitter out = new Wire(true).send(shortHeader).send(longHeader).end();
        assertThat(out.weirdNames()).containsExactly("bad_TCP_header_len", "truncated_header");
        assertThat(Wire.summary(out.connection())).isEqualTo("OTH - -/- bytes 0/0 packets 0 missed - ms");
    }

    @Test
    void payloadThatTheSnapLengthCut() {
        byte[] segment = segment(ACK);
        byte[] cut = Arrays.copyOf(segment, segment.length - 1);
        RecordingEmitter out =
                new Wire().send(LinkType.RAW, cut, segment.length).end();
        assertThat(out.weirdNames()).containsExactly("truncated_tcp_payload");
    }

    @Test
    void manyOfAKindAreSampled() {
        Wire wire = new Wire();
        byte[] corrupt = PacketBuilder.tcp("10.0.0.1", 40000, "10.0.0.2", 80)
                .flags(FIN)
                .badChecksum()
                .ip();
        for (int i = 0; i < 3000; i++) {
            wire.send(corrupt);
        }
        // 25, and then every thousandth.
        assertThat(wire.end().weirds()).hasSize(25 + 2);
    }

    private static byte[] segment(int flags) {
        return PacketBuilder.tcp("10.0.0.1", 40000, "10.0.0.2", 80)
                .flags(flags)
                .payload(10)
                .ip();
    }
}
