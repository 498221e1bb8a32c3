package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that end inside their transport header, and fragments that were not captured whole. */
class CutPacketsTest {
    /** @param whole a packet; header the length of its IP header; transport what Zeek calls the analyzer of its transport */
    private record Case(byte[] whole, int header, String transport) {
        @Override
        public String toString() {
            return transport + " over IPv" + (whole[0] >>> 4);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        PacketBuilder.icmp("fd00::1", "fd00::2", 128, 0)
                                .payload(40)
                                .ip(),
                        40,
                        "ICMP"),
                new Case(
                        PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 8, 0)
                                .payload(40)
                                .ip(),
                        20,
                        "ICMP"),
                new Case(
                        PacketBuilder.udp("fd00::1", 1000, "fd00::2", 9)
                                .payload(40)
                                .ip(),
                        40,
                        "UDP"),
                new Case(
                        PacketBuilder.tcp("10.0.0.1", 1000, "10.0.0.2", 9)
                                .payload(40)
                                .ip(),
                        20,
                        "TCP"));
    }

    private static List<String> weirds(RecordingEmitter out) {
        return out.weirds().stream()
                .map(odd -> odd.getName()
                        + ' '
                        + odd.getSource()
                        + ' '
                        + odd.getId().getOrigH())
                .toList();
    }

    private static String source(Case c) {
        return c.whole[0] >>> 4 == 4 ? "10.0.0.1" : "fd00::1";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPacketThatStatesLessThanItsHeaderIsTruncated(Case c) {
        byte[] packet = Arrays.copyOf(c.whole, c.header + 5);
        boolean v4 = packet[0] >>> 4 == 4;
        packet[v4 ? 3 : 5] = (byte) (v4 ? packet.length : 5);
        RecordingEmitter out = new Wire(true).send(packet).end();
        assertThat(weirds(out)).containsExactly("truncated_header " + c.transport + ' ' + source(c));
        assertThat(out.connections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHeaderThatTheSnapLengthCutIsInternallyTruncated(Case c) {
        byte[] packet = Arrays.copyOf(c.whole, c.header + 5);
        RecordingEmitter out =
                new Wire().send(LinkType.RAW, packet, c.whole.length).end();
        assertThat(weirds(out)).containsExactly("internally_truncated_header " + c.transport + ' ' + source(c));
        assertThat(out.connections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFirstFragmentCutInItsHeaderIsOddTwice(Case c) {
        byte[] first = PacketBuilder.fragments(c.whole, 7, 40).get(0);
        int header = c.header == 20 ? 20 : 48;
        byte[] cut = Arrays.copyOf(first, header + 5);
        RecordingEmitter out = new Wire().send(LinkType.RAW, cut, first.length).end();
        assertThat(weirds(out))
                .containsExactly(
                        "incompletely_captured_fragment IP " + source(c),
                        "internally_truncated_header " + c.transport + ' ' + source(c));
    }

    @Test
    void aWrongIpChecksumIsAllThatIsSaidOfAPacket() {
        byte[] packet =
                PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 8, 0).payload(40).ip();
        packet[10] ^= 1;
        byte[] cut = Arrays.copyOf(packet, 25);
        RecordingEmitter out = new Wire().send(LinkType.RAW, cut, packet.length).end();
        assertThat(out.weirdNames()).containsExactly("bad_IP_checksum");
    }

    /** DNS, NetBIOS' names, multicast DNS and LLMNR: scanners send nothing to all of them. */
    @ParameterizedTest
    @ValueSource(ints = {53, 137, 5353, 5355})
    void anEmptyDatagramIsNoDnsMessage(int port) {
        byte[] packet = PacketBuilder.udp("10.0.0.1", 40_000, "10.0.0.2", port).ip();
        RecordingEmitter out = new Wire().send(packet).end();
        assertThat(out.weirdNames()).containsExactly("DNS_truncated_len_lt_hdr_len");
        assertThat(out.connection().getService()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {67, 123, 443, 514, 3389, 9})
    void elsewhereAnEmptyDatagramSaysNothing(int port) {
        byte[] packet = PacketBuilder.udp("10.0.0.1", 40_000, "10.0.0.2", port).ip();
        RecordingEmitter out = new Wire().send(packet).send(packet).end();
        assertThat(out.weirds()).isEmpty();
        assertThat(out.everything()).hasSize(1);
        assertThat(Wire.summary(out.connection())).isEqualTo("S0 D 0/0 bytes 2/0 packets 0 missed 1 ms");
    }
}
