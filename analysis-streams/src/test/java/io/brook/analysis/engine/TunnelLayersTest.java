package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layer of a tunnel a fault is told of, and how deep tunnels in tunnels are followed. */
class TunnelLayersTest {
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final byte[] V4 = inner().ip();
    private static final byte[] FRAME = inner().ethernet();

    private static PacketBuilder inner() {
        return PacketBuilder.udp("192.168.7.1", 1111, "192.168.7.2", 2222).payload(20);
    }

    private static byte[] vxlan(String source, String target, byte[] frame) {
        byte[] payload = ByteBuffer.allocate(8 + frame.length)
                .put((byte) 8)
                .position(8)
                .put(frame)
                .array();
        return PacketBuilder.udp(source, 33333, target, 4789).payload(payload).ethernet();
    }

    @Test
    void ofVxlanInVxlanInVxlanTheThirdIsNotOpened() {
        byte[] third = vxlan("10.3.0.1", "10.3.0.2", FRAME);
        byte[] first = vxlan("10.1.0.1", "10.1.0.2", vxlan("10.2.0.1", "10.2.0.2", third));
        RecordingEmitter out =
                new Wire().send(LinkType.ETHERNET, first, first.length).end();
        assertThat(out.connections().stream()
                        .map(line -> line.getId().getOrigH()
                                + ' '
                                + line.getService()
                                + ' '
                                + line.getHistory()
                                + ' '
                                + (line.getTunnelParents() == null
                                        ? 0
                                        : line.getTunnelParents().size()))
                        .sorted())
                .containsExactly("10.1.0.1 vxlan D 0", "10.2.0.1 vxlan D 1", "10.3.0.1 null DX 1");
        assertThat(out.weirds().stream().map(odd -> odd.getName() + ' ' + odd.getSource()))
                .containsExactly("exceeded_tunnel_max_depth_in_tunnel VXLAN");
    }

    @Test
    void ofGtpTheDepthIsToldWithoutThePacket() {
        byte[] payload = ByteBuffer.allocate(8 + V4.length)
                .put(HexFormat.of().parseHex("30ff003000000001"))
                .put(V4)
                .array();
        byte[] gtp = PacketBuilder.udp("10.3.0.1", 2152, "10.3.0.2", 2152)
                .payload(payload)
                .ethernet();
        byte[] first = vxlan("10.1.0.1", "10.1.0.2", vxlan("10.2.0.1", "10.2.0.2", gtp));
        RecordingEmitter out =
                new Wire().send(LinkType.ETHERNET, first, first.length).end();
        assertThat(out.connections())
                .hasSize(3)
                .noneMatch(line -> line.getHistory().contains("X"));
        assertThat(out.weirdNames()).containsExactly("tunnel_depth");
        assertThat(out.weirds().get(0).getId()).isNull();
    }

    /** The header of a tunnel over UDP tells enough, whatever follows it; the third column is the service. */
    @ParameterizedTest
    @CsvSource({
        "4789, 08000000 00000100, vxlan, vxlan_empty_packet",
        "4789, 08000000 00000100 ffffffffffff 020000000001 0806 0001, vxlan,",
        "4789, 08000000 00000100 ff, vxlan, truncated_ethernet_frame_in_tunnel",
        "4789, 08000000 000001, ,",
        "4789, 00000000 00000100 ff, ,",
        "6081, 0000 6558 00000100, geneve, geneve_empty_packet",
        "6081, 0100 6558 00000100 00000000, geneve, geneve_empty_packet",
        "6081, 0000 0800 00000100 45000014, geneve, truncated_IP_in_tunnel",
        "6081, 0100 6558 00000100 000000, ,",
        "6081, 4000 6558 00000100 ff, , geneve_invalid_version",
        "5072, 01021129 00000000 aa, ayiya, ayiya_empty_packet"
    })
    void aSoundHeaderConfirmsTheService(int port, String payload, String service, String weird) {
        byte[] packet = PacketBuilder.udp("10.0.0.1", 33333, "10.0.0.2", port)
                .payload(HexFormat.of().parseHex(payload.replace(" ", "")))
                .ip();
        RecordingEmitter out = new Wire().send(packet).end();
        assertThat(out.connection().getService()).isEqualTo(service);
        assertThat(out.weirdNames()).containsExactlyElementsOf(weird == null ? List.of() : List.of(weird));
    }

    /** What is inside is longer, shorter or of another version than its carrier says, by Zeek's IP::ParsePacket. */
    @ParameterizedTest
    @CsvSource({
        "4, 4500002800000000401100000a0000010a000002, truncated_inner_IP",
        "4, 4500001400000000401100000a0000010a00000200, inner_IP_payload_length_mismatch",
        "4, 4500000000000000401100000a0000010a000002, inner_IP_payload_length_mismatch",
        "4, 4500000a000000004011, invalid_inner_IP_version",
        "4, c500001400000000401100000a0000010a000002, invalid_inner_IP_version",
        "41, 6000000000, truncated_inner_IP",
        "41, 60000000001e3b400000000000000000000000000000000100000000000000000000000000000002ffff, truncated_inner_IP",
        "41, e000000000003b400000000000000000000000000000000100000000000000000000000000000002, invalid_inner_IP_version"
    })
    void oneDamagedLayerIsToldOfTheOneThatCarriesIt(int protocol, String inside, String weird) {
        byte[] damaged = HexFormat.of().parseHex(inside);
        for (boolean v6 : new boolean[] {false, true}) {
            byte[] middle = PacketBuilder.ip(v6 ? "fd00::1" : "10.1.0.1", v6 ? "fd00::2" : "10.1.0.2", protocol)
                    .payload(damaged)
                    .ip();
            RecordingEmitter alone = new Wire().send(middle).end();
            assertThat(alone.weirdNames()).containsExactly(weird);
            byte[] outer = PacketBuilder.ip("fd00::a", "fd00::b", v6 ? IPV6 : IPV4)
                    .payload(middle)
                    .ip();
            RecordingEmitter out = new Wire().send(outer).end();
            assertThat(out.weirdNames()).containsExactly(weird + "_in_tunnel");
            assertThat(out.weirds().get(0).getId().getOrigH()).isEqualTo(v6 ? "fd00::1" : "10.1.0.1");
            assertThat(out.connections()).isEmpty();
        }
    }

    @Test
    void aFaultBehindASoundLengthIsTheInnerPackets() {
        byte[] inside = V4.clone();
        inside[0] = 0x41;
        byte[] packet =
                PacketBuilder.ip("10.0.0.1", "10.0.0.2", IPV4).payload(inside).ip();
        assertThat(new Wire().send(packet).end().weirdNames()).containsExactly("IPv4_min_header_size_in_tunnel");
    }
}
