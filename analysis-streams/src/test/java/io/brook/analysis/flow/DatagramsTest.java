package io.brook.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of all protocols but TCP, and what becomes of them in conn.log. */
class DatagramsTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";

    /** @param connections endpoints, protocol and summary of each */
    private record Case(String name, List<byte[]> packets, List<String> connections) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, List<PacketBuilder> packets, String... connections) {
        return new Case(name, packets.stream().map(PacketBuilder::ip).toList(), List.of(connections));
    }

    private static PacketBuilder udp(String source, int port, String target, int targetPort, int length) {
        return PacketBuilder.udp(source, port, target, targetPort).payload(length);
    }

    private static PacketBuilder icmp(String source, String target, int type, int code, int length) {
        return PacketBuilder.icmp(source, target, type, code).payload(length);
    }

    static Stream<Case> cases() {
        return Stream.concat(udpCases(), otherCases());
    }

    private static Stream<Case> udpCases() {
        String dns = "10.0.0.1:4000 10.0.0.2:53 udp ";
        return Stream.of(
                of("a datagram", List.of(udp(A, 4000, B, 53, 30)), dns + "S0 D -/- bytes 1/0 packets 0 missed - ms"),
                of(
                        "two of them",
                        List.of(udp(A, 4000, B, 53, 30), udp(A, 4000, B, 53, 12)),
                        dns + "S0 D 42/0 bytes 2/0 packets 0 missed 1 ms"),
                of(
                        "question and answer",
                        List.of(udp(A, 4000, B, 53, 30), udp(B, 53, A, 4000, 100)),
                        dns + "SF Dd 30/100 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "the answer first: its port gives it away",
                        List.of(udp(B, 53, A, 4000, 100)),
                        dns + "SHR ^d -/- bytes 0/1 packets 0 missed - ms"),
                of(
                        "the answer first, then a question",
                        List.of(udp(B, 53, A, 4000, 100), udp(A, 4000, B, 53, 30)),
                        dns + "SF ^dD 30/100 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "between two server ports the first one is the originator",
                        List.of(udp(B, 53, A, 123, 5)),
                        "10.0.0.2:53 10.0.0.1:123 udp S0 D -/- bytes 1/0 packets 0 missed - ms"),
                of(
                        "nobody responds from the broadcast address",
                        List.of(udp(A, 53, "255.255.255.255", 4000, 5)),
                        "10.0.0.1:53 255.255.255.255:4000 udp S0 D -/- bytes 1/0 packets 0 missed - ms"),
                of(
                        "empty datagrams",
                        List.of(udp(A, 4000, B, 53, 0), udp(B, 53, A, 4000, 0)),
                        dns + "SF Dd 0/0 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "corrupt datagrams",
                        List.of(udp(A, 4000, B, 53, 30).badChecksum(), udp(B, 53, A, 4000, 7)),
                        dns + "SHR Cd 0/7 bytes 0/1 packets 0 missed 1 ms"),
                of(
                        "a length field above the truth is believed",
                        List.of(udp(A, 4000, B, 53, 10).statedUdpLength(1008), udp(A, 4000, B, 53, 10)),
                        dns + "S0 D 1010/0 bytes 2/0 packets 0 missed 1 ms"));
    }

    private static Stream<Case> otherCases() {
        String ping = "10.0.0.1:8 10.0.0.2:0 icmp ";
        return Stream.of(
                of(
                        "a ping without answer",
                        List.of(icmp(A, B, 8, 0, 56), icmp(A, B, 8, 0, 56)),
                        ping + "OTH - 112/0 bytes 2/0 packets 0 missed 1 ms"),
                of(
                        "a ping and its answer",
                        List.of(icmp(A, B, 8, 0, 56), icmp(B, A, 0, 0, 40)),
                        ping + "OTH - 56/40 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "the answer first",
                        List.of(icmp(B, A, 0, 0, 40)),
                        "10.0.0.2:0 10.0.0.1:8 icmp OTH - -/- bytes 1/0 packets 0 missed - ms"),
                of(
                        "unreachables keep their direction and code",
                        List.of(icmp(A, B, 3, 1, 28), icmp(B, A, 3, 1, 28), icmp(A, B, 3, 3, 28), icmp(A, B, 3, 1, 28)),
                        "10.0.0.1:3 10.0.0.2:1 icmp OTH - 56/0 bytes 2/0 packets 0 missed 3 ms",
                        "10.0.0.2:3 10.0.0.1:1 icmp OTH - -/- bytes 1/0 packets 0 missed - ms",
                        "10.0.0.1:3 10.0.0.2:3 icmp OTH - -/- bytes 1/0 packets 0 missed - ms"),
                of(
                        "a corrupt ping makes a connection without packets",
                        List.of(icmp(A, B, 8, 0, 56).badChecksum()),
                        ping + "OTH - -/- bytes 0/0 packets 0 missed - ms"),
                of(
                        "neighbours find each other",
                        List.of(icmp("fe80::1", "fe80::2", 135, 0, 16), icmp("fe80::2", "fe80::1", 136, 0, 16)),
                        "fe80::1:135 fe80::2:136 icmp OTH - 16/16 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "other protocols have no ports and no bytes",
                        List.of(
                                PacketBuilder.ip(A, B, 132).payload(new byte[20]),
                                PacketBuilder.ip(B, A, 132).payload(new byte[20])),
                        "10.0.0.1:0 10.0.0.2:0 unknown_transport OTH - 0/0 bytes 1/1 packets 0 missed 1 ms"),
                of(
                        "each protocol for itself",
                        List.of(
                                PacketBuilder.ip(A, B, 132).payload(new byte[20]),
                                PacketBuilder.ip(A, B, 89).payload(new byte[20])),
                        "10.0.0.1:0 10.0.0.2:0 unknown_transport OTH - -/- bytes 1/0 packets 0 missed - ms",
                        "10.0.0.1:0 10.0.0.2:0 unknown_transport OTH - -/- bytes 1/0 packets 0 missed - ms"));
    }

    /** Whatever has no analysis of its own: IGMP, ESP, AH, EIGRP, OSPF, PIM, VRRP, L2TP, mobility, one that nobody has. */
    @ParameterizedTest
    @ValueSource(ints = {2, 50, 51, 88, 89, 103, 112, 115, 135, 253})
    void protocolsWithoutPortsAreConnectionsOfTheirNumber(int protocol) {
        byte[] there = PacketBuilder.ip(A, B, protocol).payload(new byte[30]).ip();
        byte[] back = PacketBuilder.ip(B, A, protocol).payload(new byte[10]).ip();
        Wire wire =
                new Wire().send(there).send(back).pass(59).send(there).pass(60).send(back);
        List<ConnLog> lines = wire.end().connections().stream()
                .sorted((a, b) -> Long.compare(a.getTs(), b.getTs()))
                .toList();
        assertThat(lines.stream().map(DatagramsTest::describe))
                .containsExactly(
                        "10.0.0.1:0 10.0.0.2:0 unknown_transport OTH - 0/0 bytes 2/1 packets 0 missed 59002 ms",
                        "10.0.0.2:0 10.0.0.1:0 unknown_transport OTH - -/- bytes 1/0 packets 0 missed - ms");
        assertThat(lines.get(0).getOrigIpBytes()).isEqualTo(100);
        assertThat(lines.get(0).getRespIpBytes()).isEqualTo(30);
        assertThat(lines).allMatch(line -> line.getIpProto() == protocol && line.getService() == null);
        assertThat(wire.out().weirds()).isEmpty();
    }

    @Test
    void aProtocolIsNamedAsZeekNamesIt() {
        int[] numbers = {0, 2, 4, 50, 51, 84, 88, 103, 112, 115, 132, 146, 147, 255};
        Wire wire = new Wire();
        for (int number : numbers) {
            // What is no packet inside of another one is no connection; all others are.
            wire.send(PacketBuilder.ip(A, B, number).payload(new byte[30]).ip());
        }
        List<String> named = wire.end().connections().stream()
                .map(line -> line.getIpProto() + " " + line.getIpProtoName())
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrder(
                        "0 hopopt",
                        "2 igmp",
                        "50 esp",
                        "51 ah",
                        "84 ttp or iptm",
                        "88 eigrp",
                        "103 pim",
                        "112 vrrp",
                        "115 l2tp",
                        "132 sctp",
                        "146 homa",
                        "147 null",
                        "255 null");
    }

    @Test
    void inIpv6WhatIsEncryptedOrMovesHostsIsNoConnection() {
        for (int protocol : new int[] {50, 135}) {
            byte[] packet = PacketBuilder.ip("fd00::1", "fd00::2", protocol)
                    .payload(HexFormat.of().parseHex("3b0005000000000000000000"))
                    .ip();
            RecordingEmitter out = new Wire(true).send(packet).end();
            assertThat(out.connections()).isEmpty();
            assertThat(out.weirds()).isEmpty();
        }
    }

    @Test
    void inIpv6WhatFollowsAnAuthenticationHeaderCounts() {
        byte[] header = HexFormat.of().parseHex("04 0000 00000001 00000001 000000000000000000000000".replace(" ", ""));
        byte[] datagram = PacketBuilder.udp("fd00::1", 4000, "fd00::2", 9)
                .extension(51, header)
                .payload(5)
                .ip();
        byte[] routing = PacketBuilder.ip("fd00::1", "fd00::2", 89)
                .extension(51, header)
                .payload(new byte[8])
                .ip();
        RecordingEmitter out = new Wire().send(datagram).send(routing).end();
        assertThat(out.connections().stream().map(line -> line.getProto() + ' ' + line.getIpProto()))
                .containsExactlyInAnyOrder("udp 17", "unknown_transport 89");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsAsZeekSays(Case c) {
        Wire wire = new Wire();
        c.packets.forEach(wire::send);
        List<String> lines = wire.end().connections().stream()
                .sorted((a, b) -> Long.compare(a.getTs(), b.getTs()))
                .map(DatagramsTest::describe)
                .toList();
        assertThat(lines).isEqualTo(c.connections);
    }

    private static String describe(ConnLog line) {
        ConnId id = line.getId();
        return id.getOrigH()
                + ':'
                + id.getOrigP()
                + ' '
                + id.getRespH()
                + ':'
                + id.getRespP()
                + ' '
                + line.getProto()
                + ' '
                + Wire.summary(line);
    }

    @Test
    void aUdpLengthBelowTheHeadersIsNoNegativePayload() {
        byte[] packet = udp(A, 4000, B, 53, 10).statedUdpLength(3).ip();
        RecordingEmitter out = new Wire(true).send(packet).send(packet).end();
        assertThat(Wire.summary(out.connection())).isEqualTo("OTH D 0/0 bytes 2/0 packets 0 missed 1 ms");
        assertThat(out.weirdNames()).contains("UDP_datagram_length_mismatch");
    }

    @Test
    void anIcmpMessageWithoutStatedLengthIsAsLongAsItWasCaptured() {
        byte[] packet = icmp(A, B, 8, 0, 20).statedIpLength(20).ip();
        RecordingEmitter out = new Wire(true).send(packet).send(packet).end();
        assertThat(out.connection().getOrigBytes()).isEqualTo(40);
    }

    @Test
    void paddingIsNoPayload() {
        byte[] packet = udp(A, 4000, B, 53, 1).ethernet();
        byte[] padded = Arrays.copyOf(packet, 60);
        Wire wire = new Wire();
        wire.send(LinkType.ETHERNET, padded, 60).send(LinkType.ETHERNET, padded, 60);
        ConnLog line = wire.end().connection();
        assertThat(line.getOrigBytes()).isEqualTo(2);
        assertThat(line.getOrigIpBytes()).isEqualTo(58);
    }

    @Test
    void whatTheSnapLengthCutCountsAsItWasSent() {
        byte[] packet = udp(A, 4000, B, 53, 1000).ip();
        Wire wire = new Wire();
        byte[] cut = Arrays.copyOf(packet, 60);
        wire.send(LinkType.RAW, cut, packet.length).send(LinkType.RAW, cut, packet.length);
        ConnLog line = wire.end().connection();
        assertThat(line.getOrigBytes()).isEqualTo(2000);
        assertThat(line.getOrigIpBytes()).isEqualTo(2056);
    }

    @Test
    void fragmentsAreOneDatagram() {
        byte[] packet = udp(A, 4000, B, 53, 3000).ip();
        Wire wire = new Wire();
        PacketBuilder.fragments(packet, 7, 1480).forEach(wire::send);
        ConnLog line = wire.end().connection();
        assertThat(line.getOrigPkts()).isEqualTo(1);
        assertThat(line.getOrigIpBytes()).isEqualTo(3028);
        assertThat(line.getId().getRespP()).isEqualTo(53);
    }

    @Test
    void theHeadOfADatagramThatWasNotCapturedWholeIsStillOne() {
        byte[] packet = udp(A, 4000, B, 53, 3000).ip();
        Wire wire = new Wire();
        for (byte[] fragment : PacketBuilder.fragments(packet, 7, 1480)) {
            wire.send(LinkType.RAW, Arrays.copyOf(fragment, 60), fragment.length);
        }
        RecordingEmitter out = wire.end();
        assertThat(out.weirdNames()).contains("incompletely_captured_fragment");
        // Zeek: the first fragment is useful in traces of headers.
        assertThat(out.connection().getId().getRespP()).isEqualTo(53);
        assertThat(out.connection().getOrigPkts()).isEqualTo(1);
    }
}
