package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InternetChecksumTest {
    private final HeaderWalk walk = new HeaderWalk();

    static Stream<PacketBuilder> packets() {
        String a = "2001:db8::1:ffff";
        String b = "fe80::ffff:0:ffff";
        return Stream.of(
                PacketBuilder.tcp("10.0.0.1", 1024, "255.255.0.255", 80).sequence(-1),
                PacketBuilder.udp("10.0.0.1", 1024, "10.0.0.2", 53),
                PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 8, 0),
                PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80)
                        .ipOptions(HexFormat.of().parseHex("01010101ffffffff")),
                PacketBuilder.tcp(a, 1024, b, 80),
                PacketBuilder.udp(a, 1024, b, 53),
                PacketBuilder.icmp(a, b, 128, 0),
                PacketBuilder.udp(a, 1024, b, 53).extension(0, HexFormat.of().parseHex("00010400000000")),
                // The checksum covers the final destination and the home address.
                PacketBuilder.tcp(a, 1024, "2001:db8::7", 80)
                        .extension(43, HexFormat.of().parseHex("02000100000000fe80000000000000000000000000000b"))
                        .checksumOver(a, "fe80::b"),
                PacketBuilder.tcp("2001:db8::7", 1024, b, 80)
                        .extension(60, HexFormat.of().parseHex("0201020000c910fe80000000000000000000000000000a"))
                        .checksumOver("fe80::a", b));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void acceptsCorrectSumsOfEveryLength(PacketBuilder packet) {
        for (int length = 0; length < 20; length++) {
            byte[] bytes = packet.payload(length).ip();
            walk(bytes, bytes.length);
            assertThat(InternetChecksum.isIpHeaderIntact(walk, bytes)).isTrue();
            assertThat(isTransportIntact(bytes))
                    .as(length + " bytes of payload")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("packets")
    void noticesEveryFlippedBitOfTheSegment(PacketBuilder packet) {
        byte[] good = packet.payload(7).ip();
        walk(good, good.length);
        for (int bit = 8 * walk.payloadOffset(); bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isTransportIntact(bad)).as("bit " + bit).isFalse();
        }
    }

    @Test
    void noticesEveryFlippedBitOfTheIpHeader() {
        byte[] good = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2)
                .ipOptions(new byte[4])
                .ip();
        walk(good, good.length);
        for (int bit = 8; bit < 8 * 24; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(InternetChecksum.isIpHeaderIntact(walk, bad))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @Test
    void coversTheAddresses() {
        for (String[] hosts : List.of(
                new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.3"}, new String[] {"fe80::1", "fe80::2", "fe80::3"})) {
            byte[] packet = PacketBuilder.udp(hosts[0], 1, hosts[1], 2)
                    .payload(4)
                    .checksumOver(hosts[0], hosts[2])
                    .ip();
            walk(packet, packet.length);
            assertThat(isTransportIntact(packet)).isFalse();
        }
    }

    @Test
    void doesNotJudgeWhatWasNotCaptured() {
        byte[] packet = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2)
                .payload(50)
                .badChecksum()
                .ip();
        walk(packet, packet.length);
        assertThat(isTransportIntact(packet)).isFalse();
        walk(packet, packet.length - 1);
        assertThat(isTransportIntact(packet)).isTrue();
    }

    @Test
    void leavesOutPadding() {
        byte[] packet = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2).ip();
        byte[] padded = Arrays.copyOf(packet, 46);
        Arrays.fill(padded, packet.length, 46, (byte) 0xa5);
        walk(padded, padded.length);
        assertThat(isTransportIntact(padded)).isTrue();
    }

    @Test
    void foldsSumsThatCarryAgainAndAgain() {
        byte[] payload = new byte[60_000];
        Arrays.fill(payload, (byte) 0xff);
        byte[] packet = PacketBuilder.udp("255.255.255.254", 65535, "255.255.255.253", 65535)
                .payload(payload)
                .ip();
        walk(packet, packet.length);
        assertThat(isTransportIntact(packet)).isTrue();
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            random.nextBytes(payload);
            byte[] other = PacketBuilder.tcp("10.0.0.1", random.nextInt(65536), "10.0.0.2", 2)
                    .payload(Arrays.copyOf(payload, random.nextInt(3000)))
                    .ip();
            byte[] shifted = ByteBuffer.allocate(other.length + 3).put(3, other).array();
            assertThat(walk.walk(LinkType.RAW, shifted, 3, other.length, other.length))
                    .isTrue();
            assertThat(isTransportIntact(shifted)).isTrue();
        }
    }

    private boolean isTransportIntact(byte[] packet) {
        return InternetChecksum.isTransportIntact(walk, packet, walk.protocol() != IpProtocol.ICMP);
    }

    private void walk(byte[] packet, int captured) {
        assertThat(walk.walk(LinkType.RAW, packet, 0, captured, packet.length)).isTrue();
    }
}
