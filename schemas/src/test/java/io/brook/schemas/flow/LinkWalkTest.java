package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The way from the first byte of a frame to its IP packet. */
class LinkWalkTest {
    private static final byte[] V4 =
            PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80).payload(30).ip();
    private static final byte[] V6 = PacketBuilder.udp("2001:db8::1", 1024, "2001:db8::2", 53)
            .payload(30)
            .ip();

    private final HeaderWalk walk = new HeaderWalk();

    static Stream<LinkFrames.Kind> kinds() {
        return LinkFrames.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void findsTheIpPacketOfBothVersions(LinkFrames.Kind kind) {
        for (byte[] packet : List.of(V4, V6)) {
            byte[] frame = kind.frame(packet);
            // The frame lies somewhere in a batch.
            byte[] batch = ByteBuffer.allocate(frame.length + 20)
                    .position(7)
                    .put(frame)
                    .array();
            assertThat(walk.walk(kind.linkType(), batch, 7, frame.length, frame.length))
                    .as(walk.fault().toString())
                    .isTrue();
            assertThat(walk.fault()).isEqualTo(HeaderFault.NONE);
            assertThat(walk.ipVersion()).isEqualTo(packet == V4 ? 4 : 6);
            assertThat(walk.ipOffset()).isEqualTo(7 + frame.length - packet.length);
            assertThat(walk.capturedEnd()).isEqualTo(7 + frame.length);
            assertThat(walk.payloadOffset()).isEqualTo(walk.ipOffset() + (packet == V4 ? 20 : 40));
            assertThat(walk.targetPort()).isEqualTo(packet == V4 ? 80 : 53);
            assertThat(walk.vlan())
                    .isEqualTo(kind.vlans().isEmpty() ? -1 : kind.vlans().get(0));
            assertThat(walk.innerVlan())
                    .isEqualTo(kind.vlans().size() < 2 ? -1 : kind.vlans().get(1));
        }
    }

    @Test
    void forgetsTheTagsOfTheFrameBefore() {
        byte[] tagged = PacketBuilder.udp("1.1.1.1", 1, "2.2.2.2", 2).vlan(3, 4).ethernet();
        byte[] plain = PacketBuilder.udp("1.1.1.1", 1, "2.2.2.2", 2).ethernet();
        assertThat(walk.walk(LinkType.ETHERNET, tagged, 0, tagged.length, tagged.length))
                .isTrue();
        assertThat(walk.innerVlan()).isEqualTo(4);
        assertThat(walk.walk(LinkType.ETHERNET, plain, 0, plain.length, plain.length))
                .isTrue();
        assertThat(walk.vlan()).isEqualTo(-1);
        assertThat(walk.innerVlan()).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFrameCutAnywhereIsNoFlowOrStaysInsideWhatIsThere(LinkFrames.Kind kind) {
        for (byte[] packet : List.of(V4, V6)) {
            byte[] frame = kind.frame(packet);
            for (int captured = 0; captured <= frame.length; captured++) {
                // An exact copy, so that one byte too far is out of bounds.
                byte[] cut = Arrays.copyOf(frame, captured);
                boolean flow = walk.walk(kind.linkType(), cut, 0, captured, frame.length);
                int transport = packet == V4 ? 20 + 20 : 40 + 8;
                assertThat(flow)
                        .as("%d of %d bytes: %s", captured, frame.length, walk.fault())
                        .isEqualTo(captured
                                >= (kind.isAggregate() ? frame.length : frame.length - packet.length + transport));
                if (flow) {
                    assertThat(walk.capturedEnd()).isEqualTo(captured);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ARP,                1,   020000000002 020000000001 0806 0001080006040001",
                "LLC other than SNAP, 1,  020000000002 020000000001 0026 424203 0000000000000000",
                "PPPoE discovery,    1,   020000000002 020000000001 8863 1109 0000 0000",
                "PPP LCP,            9,   ff03 c021 01010004",
                "PPPoE LCP,          1,   020000000002 020000000001 8864 1100 0001 0006 c021 0101",
                "MPLS pseudowire,    1,   020000000002 020000000001 8847 00001140 00000000 020000000002",
                "NULL other family,  0,   07000000 00000000",
                "nothing behind MPLS, 1,  020000000002 020000000001 8847 00001140",
                "802.11 beacon,      105, 8000 0000 020000000001 020000000002 020000000003 0000 00000000",
                "802.11 encrypted,   105, 0841 0000 020000000001 020000000002 020000000003 0000 aaaa030000000800",
                "802.11 without data, 105, 4801 0000 020000000001 020000000002 020000000003 0000"
            })
    void aFrameWithoutIpIsNoFault(String name, int linkType, String hex) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(walk.walk(linkType, frame, 0, frame.length, frame.length)).isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.NO_IP);
        assertThat(walk.fault().weird()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "half an Ethernet header, 1,  020000000002 0200000000",
                "cut VLAN tag,           1,   020000000002 020000000001 8100 00",
                "cut second tag,         1,   020000000002 020000000001 88a8 0001 8100 000200",
                "cut VN-Tag,             1,   020000000002 020000000001 8926 00010002",
                "cut PBB,                1,   020000000002 020000000001 88e7 00000001 020000000002 020000000001",
                "cut PPPoE,              1,   020000000002 020000000001 8864 1100 0001 0020 00",
                "MPLS without bottom,    1,   020000000002 020000000001 8847 00001040 00001040",
                "cut SNAP,               1,   020000000002 020000000001 0040 aaaa03 0000",
                "cut 802.11,             105, 0801 0000 020000000001 020000000002 0200000000",
                "radiotap longer than the frame, 127, 00 00 ffff 00000000",
                "NFLOG field of no length, 239, 02 00 0000 0000 0100 0000",
                "NFLOG without a packet, 239, 02 00 0000 0800 0100 08000100"
            })
    void aDamagedLinkLayerIsAFault(String name, int linkType, String hex) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(walk.walk(linkType, frame, 0, frame.length, frame.length)).isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.BAD_LINK);
        boolean cutEthernet = name.startsWith("half");
        assertThat(oddities()).isEqualTo(cutEthernet ? "TRUNCATED_ETHERNET" : "");
    }

    @Test
    void takesAnUnknownLinkTypeForRawIp() {
        for (int linkType : new int[] {147, 255, -1, Integer.MAX_VALUE}) {
            assertThat(walk.walk(linkType, V4, 0, V4.length, V4.length)).isTrue();
            assertThat(walk.walk(linkType, new byte[40], 0, 40, 40)).isFalse();
            assertThat(walk.fault()).isEqualTo(HeaderFault.UNKNOWN_IP_VERSION);
        }
    }

    @Test
    void doesNotFollowTagsWithoutEnd() {
        assertThat(walkTags(15)).isTrue();
        assertThat(oddities()).isEqualTo("TRIPLE_TAGGED_VLAN");
        assertThat(walkTags(16)).isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.BAD_LINK);
        assertThat(oddities()).isEqualTo("TRIPLE_TAGGED_VLAN MAX_DEPTH_EXCEEDED");
        assertThat(walkTags(2)).isTrue();
        assertThat(oddities()).isEmpty();
    }

    private boolean walkTags(int tags) {
        byte[] frame = PacketBuilder.udp("1.1.1.1", 1, "2.2.2.2", 2)
                .vlan(new int[tags])
                .ethernet();
        return walk.walk(LinkType.ETHERNET, frame, 0, frame.length, frame.length);
    }

    @Test
    void endsWherePppoeSaysItEnds() {
        LinkFrames.Kind pppoe = LinkFrames.ALL.stream()
                .filter(kind -> kind.name().equals("PPPoE"))
                .findFirst()
                .orElseThrow();
        byte[] frame = pppoe.frame(V4);
        byte[] padded = Arrays.copyOf(frame, frame.length + 6);
        assertThat(walk.walk(LinkType.ETHERNET, frame, 0, frame.length, frame.length))
                .isTrue();
        assertThat(oddities()).isEmpty();
        assertThat(walk.walk(LinkType.ETHERNET, padded, 0, padded.length, padded.length))
                .isTrue();
        assertThat(oddities()).isEqualTo("PPPOE_EXTRA_DATA");
        assertThat(walk.capturedEnd()).isEqualTo(frame.length);
    }

    private String oddities() {
        return Arrays.stream(LinkOddity.values())
                .filter(odd -> (walk.linkOddities() & 1 << odd.ordinal()) != 0)
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }

    @Test
    void everyLinkTypeOfTheListHasAFrameHere() throws IllegalAccessException {
        List<Integer> tested =
                LinkFrames.ALL.stream().map(LinkFrames.Kind::linkType).toList();
        for (var field : LinkType.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers())) {
                assertThat(tested).as(field.getName()).contains(field.getInt(null));
            }
        }
    }
}
