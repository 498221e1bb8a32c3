package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of tunnel, from the outer packet to the inner connection. */
class TunnelsTest {
    private static final int INNER_PORT = 2222;
    private static final byte[] V4 = inner("192.168.7.1", "192.168.7.2").ip();
    private static final byte[] V6 = inner("fd00::1", "fd00::2").ip();
    private static final byte[] FRAME = inner("192.168.7.1", "192.168.7.2").ethernet();
    private static final String WIFI = "0801 0000 020000000001 020000000002 020000000003 0000 aaaa03 000000 0800";

    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int UDP = 17;

    /** @param protocol the outer IP protocol; port the outer UDP port, if it is UDP */
    private record Case(String name, String type, int protocol, int port, String header, byte[] inner) {
        byte[] payload() {
            byte[] before = HexFormat.of().parseHex(header.replace(" ", ""));
            return ByteBuffer.allocate(before.length + inner.length)
                    .put(before)
                    .put(inner)
                    .array();
        }

        byte[] outer(byte[] payload) {
            PacketBuilder outer = protocol == UDP
                    ? PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", port)
                    : PacketBuilder.ip("10.0.0.1", "10.0.0.2", protocol);
            return outer.payload(payload).ip();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static PacketBuilder inner(String source, String target) {
        return PacketBuilder.udp(source, 1111, target, INNER_PORT).payload(20);
    }

    private static Case ip(String name, int protocol, byte[] inner) {
        return new Case(name, "Tunnel::IP", protocol, 0, "", inner);
    }

    private static Case gre(String name, String header, byte[] inner) {
        return new Case(name, "Tunnel::GRE", GRE, 0, header, inner);
    }

    private static Case udp(String name, String type, int port, String header, byte[] inner) {
        return new Case(name, "Tunnel::" + type, UDP, port, header, inner);
    }

    static Stream<Case> cases() {
        String ayiya = "00000000" + "11".repeat(16) + "22".repeat(20);
        return Stream.of(
                ip("IPv4 in IP", IPV4, V4),
                ip("IPv6 in IP", IPV6, V6),
                gre("GRE with IPv4", "0000 0800", V4),
                gre("GRE with IPv6", "0000 86dd", V6),
                gre("GRE with checksum, key and sequence number", "b000 0800 00000000 00000001 00000002", V4),
                gre("GRE with a key", "2000 0800 00000001", V4),
                gre("GRE with Ethernet", "0000 6558", FRAME),
                gre("ERSPAN I", "0000 88be", FRAME),
                gre("ERSPAN II", "1000 88be 00000001 1000000000000000", FRAME),
                gre("ERSPAN III", "1000 22eb 00000001 200000000000000000000000", FRAME),
                gre(
                        "ERSPAN III with a subheader",
                        "1000 22eb 00000001 200000000000000000000001 0000000000000000",
                        FRAME),
                gre("PPTP with IPv4", "3001 880b 0034 0001 00000001 ff03 0021", V4),
                gre("PPTP with IPv6", "3001 880b 0034 0001 00000001 ff03 0057", V6),
                gre("PPTP with an acknowledgment", "3081 880b 0034 0001 00000001 00000001 ff03 0021", V4),
                gre("Aruba's 802.11", "0000 8200 " + WIFI, V4),
                udp("GRE over UDP", "GRE", 4754, "0000 0800", V4),
                udp("Teredo", "TEREDO", 3544, "", V6),
                udp("Teredo with authentication", "TEREDO", 3544, "0001 00 00 1122334455667788 00", V6),
                udp(
                        "Teredo with a client and a hash",
                        "TEREDO",
                        3544,
                        "0001 02 03 aabb ccddee 1122334455667788 00",
                        V6),
                udp("Teredo with an origin", "TEREDO", 3544, "0000 1234 11223344", V6),
                udp("Teredo with both", "TEREDO", 3544, "0001 00 00 1122334455667788 00 0000 1234 11223344", V6),
                udp("AYIYA", "AYIYA", 5072, "41 52 11 29" + ayiya, V6),
                udp("AYIYA on a port of its own choice", "AYIYA", 40001, "41 52 11 29" + ayiya, V6),
                udp("GTP", "GTPv1", 2152, "30 ff 0030 00000001", V4),
                udp("GTP on its control port", "GTPv1", 2123, "30 ff 0030 00000001", V6),
                udp("GTP with a sequence number", "GTPv1", 2152, "32 ff 0034 00000001 0001 00 00", V4),
                udp("GTP with extensions", "GTPv1", 2152, "34 ff 0034 00000001 0000 00 85 01 0000 c0 01 0000 00", V4),
                udp("VXLAN", "VXLAN", 4789, "08000000 00000100", FRAME),
                udp("Geneve with Ethernet", "GENEVE", 6081, "0000 6558 00000100", FRAME),
                udp("Geneve with IPv4", "GENEVE", 6081, "0000 0800 00000100", V4),
                udp("Geneve with options", "GENEVE", 6081, "0200 6558 00000100 0000000000000000", FRAME));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theConnectionInsideIsLoggedWithItsTunnel(Case tunnel) {
        Wire wire = new Wire();
        RecordingEmitter out = wire.send(tunnel.outer(tunnel.payload())).end();
        ConnLog inner = innerOf(out);
        assertThat(inner.getOrigPkts()).isEqualTo(1);
        assertThat(inner.getOrigIpBytes()).isEqualTo(tunnel.inner == V6 ? V6.length : V4.length);
        assertThat(inner.getTunnelParents()).hasSize(1);
        TunnelLog found = out.lines(TunnelLog.class).get(0);
        assertThat(found.getUid()).isEqualTo(inner.getTunnelParents().get(0));
        assertThat(found.getTunnelType()).isEqualTo(tunnel.type);
        assertThat(found.getAction()).isEqualTo("Tunnel::DISCOVER");
        assertThat(found.getId().getOrigH()).isEqualTo("10.0.0.1");
        assertThat(found.getTs()).isEqualTo(Wire.START);
        boolean overConnection = tunnel.protocol == UDP && tunnel.port != 4754;
        assertThat(out.connections()).hasSize(tunnel.protocol == UDP ? 2 : 1);
        if (overConnection) {
            assertThat(outerOf(out).getUid()).isEqualTo(found.getUid());
            assertThat(outerOf(out).getTunnelParents()).isNull();
            assertThat(out.reports(TunnelLog.class))
                    .singleElement()
                    .extracting(TunnelLog::getAction)
                    .isEqualTo("Tunnel::CLOSE");
        }
        assertThat(out.weirds()).isEmpty();
        assertThat(out.lines(AnalyzerLog.class)).isEmpty();
    }

    private static ConnLog innerOf(RecordingEmitter out) {
        List<ConnLog> inner = out.connections().stream()
                .filter(line -> line.getId().getRespP() == INNER_PORT)
                .toList();
        assertThat(inner).as(out.weirdNames().toString()).hasSize(1);
        return inner.get(0);
    }

    private static ConnLog outerOf(RecordingEmitter out) {
        return out.connections().stream()
                .filter(line -> line.getId().getRespP() != INNER_PORT)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPayloadCutAnywhereOpensNothingAndThrowsNothing(Case tunnel) {
        byte[] payload = tunnel.payload();
        for (int length = 0; length < payload.length; length++) {
            Wire wire = new Wire();
            wire.send(tunnel.outer(Arrays.copyOf(payload, length)));
            assertThat(wire.end().connections().stream().map(ConnLog::getTunnelParents))
                    .as(length + " of " + payload.length + " bytes")
                    .allMatch(parents -> parents == null);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCaptureCutAnywhereThrowsNothing(Case tunnel) {
        byte[] outer = tunnel.outer(tunnel.payload());
        for (int captured = 0; captured < outer.length; captured++) {
            // An exact copy, so that one byte too far is out of bounds.
            byte[] cut = Arrays.copyOf(outer, captured);
            RecordingEmitter out =
                    new Wire().send(LinkType.RAW, cut, outer.length).end();
            assertThat(out.connections()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void tunnelsInTunnelsAreOpenedTwoDeep() {
        byte[] packet = V4;
        for (int depth = 1; depth <= 3; depth++) {
            packet = PacketBuilder.ip("10.0.0." + depth, "10.0.1." + depth, IPV4)
                    .payload(packet)
                    .ip();
            RecordingEmitter out = new Wire().send(packet).end();
            if (depth <= 2) {
                assertThat(innerOf(out).getTunnelParents()).hasSize(1);
                assertThat(out.lines(TunnelLog.class)).hasSize(depth);
                assertThat(out.weirds()).isEmpty();
            } else {
                assertThat(out.connections()).isEmpty();
                assertThat(out.weirdNames()).containsExactly("exceeded_tunnel_max_depth_in_tunnel");
            }
        }
    }

    @Test
    void bothDirectionsOfATunnelAreOneTunnel() {
        byte[] there =
                PacketBuilder.ip("10.0.0.1", "10.0.0.2", IPV4).payload(V4).ip();
        byte[] reply = PacketBuilder.udp("192.168.7.2", INNER_PORT, "192.168.7.1", 1111)
                .ip();
        byte[] back =
                PacketBuilder.ip("10.0.0.2", "10.0.0.1", IPV4).payload(reply).ip();
        RecordingEmitter out = new Wire().send(there).send(back).end();
        assertThat(innerOf(out).getConnState()).isEqualTo("SF");
        assertThat(innerOf(out).getTunnelParents()).hasSize(1);
        assertThat(out.lines(TunnelLog.class)).hasSize(1);
    }

    @Test
    void aConnectionRemembersTheTunnelsItMovedThrough() {
        Wire wire = new Wire();
        for (int i = 0; i < 10; i++) {
            wire.send(PacketBuilder.ip("10.0.0." + i, "10.0.1." + i, IPV4)
                    .payload(V4)
                    .ip());
        }
        RecordingEmitter out = wire.end();
        // Zeek's Tunnel::max_changes_per_connection.
        assertThat(innerOf(out).getTunnelParents()).hasSize(5);
        assertThat(innerOf(out).getHistory()).isEqualTo("DX");
        assertThat(out.weirdNames()).containsExactly("tunnel_max_changes_per_connection_exceeded");
    }

    @Test
    void aCorruptDatagramCarriesNothing() {
        byte[] corrupt = PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", 3544)
                .payload(V6)
                .badChecksum()
                .ip();
        RecordingEmitter out = new Wire().send(corrupt).end();
        assertThat(out.connection().getHistory()).isEqualTo("C");
        assertThat(out.lines(TunnelLog.class)).isEmpty();
        assertThat(new Wire(true).send(corrupt).end().lines(TunnelLog.class)).isNotEmpty();
    }

    @Test
    void aTeredoPortThatCarriesSomethingElseIsNotLookedIntoAgain() {
        byte[] other = PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", 3544)
                .payload(60)
                .ip();
        byte[] teredo = PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", 3544)
                .payload(V6)
                .ip();
        RecordingEmitter out = new Wire().send(other).send(teredo).end();
        assertThat(out.lines(AnalyzerLog.class)).hasSize(1);
        assertThat(out.lines(AnalyzerLog.class).get(0).getAnalyzerName()).isEqualTo("TEREDO");
        assertThat(out.connections()).hasSize(1);
    }

    @Test
    void aTeredoBubbleIsNoConnection() {
        byte[] bubble = PacketBuilder.ip("2001::1", "2001::2", 59).ip();
        byte[] packet = PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", 3544)
                .payload(bubble)
                .ip();
        RecordingEmitter out = new Wire().send(packet).end();
        assertThat(out.connection().getId().getRespP()).isEqualTo(3544);
        assertThat(out.weirds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4,  , 6, invalid_inner_IP_version",
        "41, , 4, invalid_inner_IP_version",
        "47, 0002 0800, 4, unknown_gre_version",
        "47, 0001 0800, 4, egre_protocol_type",
        "47, 4000 0800 00000000, 4, gre_routing",
        "47, 0008 0800, 4, unknown_gre_flags",
        "47, 3001 880b 0034 0001 00000001 ff03 c021, 4, non_ip_packet_in_encap"
    })
    void oddTunnelsAreNamed(int protocol, String header, int version, String weird) {
        Case tunnel = new Case("", "", protocol, 0, header == null ? "" : header, version == 4 ? V4 : V6);
        RecordingEmitter out = new Wire().send(tunnel.outer(tunnel.payload())).end();
        assertThat(out.connections()).isEmpty();
        assertThat(out.weirdNames()).containsExactly(weird);
    }

    @Test
    void fragmentsInsideAndOutsideOfTunnelsArePutTogether() {
        byte[] big = PacketBuilder.udp("192.168.7.1", 1111, "192.168.7.2", INNER_PORT)
                .payload(2000)
                .ip();
        List<byte[]> inside = PacketBuilder.fragments(big, 9, 1000);
        Wire wire = new Wire();
        for (int i = 0; i < inside.size(); i++) {
            byte[] outer = PacketBuilder.ip("10.0.0.1", "10.0.0.2", IPV4)
                    .payload(inside.get(i))
                    .ip();
            PacketBuilder.fragments(outer, 100 + i, 512).forEach(wire::send);
        }
        RecordingEmitter out = wire.end();
        assertThat(innerOf(out).getOrigIpBytes()).isEqualTo(big.length);
        assertThat(innerOf(out).getTunnelParents()).hasSize(1);
    }

    @Test
    void aTunnelThatIsUsedNoMoreExpiresAfterAnHour() {
        Wire wire = new Wire();
        byte[] outer =
                PacketBuilder.ip("10.0.0.1", "10.0.0.2", IPV4).payload(V4).ip();
        wire.send(outer).pass(3599).advance();
        assertThat(actions(wire.out())).containsExactly("Tunnel::DISCOVER");
        wire.pass(1).advance();
        assertThat(actions(wire.out())).containsExactly("Tunnel::DISCOVER", "Tunnel::EXPIRE");
        wire.send(outer);
        assertThat(actions(wire.end())).containsExactly("Tunnel::DISCOVER", "Tunnel::EXPIRE", "Tunnel::DISCOVER");
    }

    @Test
    void whatPadsTheFrameIsNotOfTheTunnel() {
        byte[] packet =
                PacketBuilder.ip("10.0.0.1", "10.0.0.2", IPV4).payload(V4).ip();
        byte[] padded = Arrays.copyOf(packet, packet.length + 10);
        RecordingEmitter out = new Wire().send(padded).end();
        assertThat(innerOf(out).getOrigIpBytes()).isEqualTo(V4.length);
        assertThat(out.weirds()).isEmpty();
    }

    @Test
    void allPacketsOfAnAggregatedFrameAreTakenIn() {
        byte[] odd = PacketBuilder.udp("192.168.7.1", 1111, "192.168.7.2", INNER_PORT)
                .payload(3)
                .ip();
        String wifi = "8801 0000 020000000001 020000000002 020000000003 0000 8000";
        byte[] frame = aggregate(wifi, V4, odd, V6);
        byte[] gre = ByteBuffer.allocate(4 + frame.length)
                .put(HexFormat.of().parseHex("00008200"))
                .put(frame)
                .array();
        byte[] packet =
                PacketBuilder.ip("10.0.0.1", "10.0.0.2", GRE).payload(gre).ip();
        RecordingEmitter out = new Wire().send(packet).end();
        assertThat(out.connections().stream()
                        .map(line -> line.getId().getOrigH() + ' ' + line.getOrigPkts() + ' ' + line.getOrigIpBytes())
                        .sorted())
                .containsExactly("192.168.7.1 2 79", "fd00::1 1 68");
        assertThat(out.weirds()).isEmpty();
        RecordingEmitter cut = new Wire()
                .send(PacketBuilder.ip("10.0.0.1", "10.0.0.2", GRE)
                        .payload(Arrays.copyOf(gre, gre.length - 1))
                        .ip())
                .end();
        assertThat(cut.connections()).hasSize(1);
        assertThat(cut.weirdNames()).containsExactly("truncated_802_11_amsdu_packet_in_tunnel");
    }

    private static byte[] aggregate(String header, byte[]... packets) {
        ByteBuffer out = ByteBuffer.allocate(1000).put(HexFormat.of().parseHex(header.replace(" ", "")));
        int first = out.position();
        for (byte[] packet : packets) {
            out.position(first + (out.position() - first + 3) / 4 * 4);
            out.put(new byte[12]).putShort((short) (8 + packet.length));
            out.put(HexFormat.of().parseHex("aaaa03000000"))
                    .putShort((short) (packet[0] >>> 4 == 4 ? 0x0800 : 0x86dd))
                    .put(packet);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static List<String> actions(RecordingEmitter out) {
        return out.lines(TunnelLog.class).stream().map(TunnelLog::getAction).toList();
    }
}
