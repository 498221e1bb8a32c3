package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IP headers, extension headers, fragments and transport headers. Link layers are in {@link LinkWalkTest}. */
class HeaderWalkTest {
    private static final String A = "2001:db8::a";
    private static final String B = "2001:db8::b";
    private static final String C = "2001:db8::c";
    private static final String C_HEX = "20010db800000000000000000000000c";

    private final HeaderWalk walk = new HeaderWalk();

    @Test
    void readsAnIpv4PacketWithOptions() {
        byte[] packet = PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80)
                .ipOptions(HexFormat.of().parseHex("0101010001010100"))
                .payload(5)
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(walk.ipHeaderLength()).isEqualTo(28);
        assertThat(walk.payloadOffset()).isEqualTo(28);
        assertThat(walk.payloadLength()).isEqualTo(25);
        assertThat(walk.ipLength()).isEqualTo(53).isEqualTo(walk.statedIpLength());
        assertThat(walk.sourcePort()).isEqualTo(1024);
        assertThat(walk.targetPort()).isEqualTo(80);
        assertThat(source()).isEqualTo("10.0.0.1");
        assertThat(target()).isEqualTo("10.0.0.2");
        assertThat(walk.fragment()).isFalse();
    }

    @Test
    void takesPaddingForNoPayload() {
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(4).ip();
        assertThat(walk(Arrays.copyOf(packet, 46))).isEqualTo(HeaderFault.NONE);
        assertThat(walk.ipLength()).isEqualTo(32);
        assertThat(walk.payloadLength()).isEqualTo(12);
        assertThat(walk.capturedEnd()).isEqualTo(46);
    }

    @Test
    void takesAllThatWasCapturedWhereOffloadingLeftTheLengthZero() {
        byte[] packet = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2)
                .payload(100)
                .statedIpLength(0)
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.statedIpLength()).isZero();
        assertThat(walk.ipLength()).isEqualTo(140);
        assertThat(walk.payloadLength()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "hop by hop,                   0,  00 010400000000,                                  48, A, B",
        "long hop by hop,              0,  01 010c000000000000000000000000,                  56, A, B",
        "destination options,          60, 00 010400000000,                                  48, A, B",
        "home address,                 60, 02 01020000 c910 C,                               64, C, B",
        "home address after padding,   60, 02 00000000 c910 C,                               64, C, B",
        "home address cut short,       60, 02 0106000000000000 c910 20010db80000000000000000, 64, A, B",
        "option of another length,     60, 02 01020000 c90f C,                               64, A, B",
        "routing 0 with a segment left, 43, 02 000100000000 C,                               64, A, C",
        "routing 0 used up,            43, 02 000000000000 C,                                64, A, B",
        "routing 0 by two hosts,       43, 04 000200000000 00000000000000000000000000000001 C, 80, A, C",
        "routing 2 with a segment left, 43, 02 020100000000 C,                               64, A, C",
        "routing 2 used up,            43, 02 020000000000 C,                                64, A, B",
        "segment routing,              43, 02 040100000000 C,                                64, A, B",
        "authentication,               51, 04 0000 00000001 00000001 000000000000000000000000, 64, A, B"
    })
    void followsExtensionHeaders(String name, int type, String hex, int payloadOffset, String source, String target) {
        byte[] body = hex(hex.replace("C", C_HEX));
        byte[] packet = PacketBuilder.tcp(A, 1024, B, 80).extension(type, body).ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(walk.payloadOffset()).isEqualTo(payloadOffset);
        assertThat(walk.payloadLength()).isEqualTo(20);
        assertThat(walk.targetPort()).isEqualTo(80);
        assertThat(source()).isEqualTo("2001:db8::" + source.toLowerCase(Locale.ROOT));
        assertThat(target()).isEqualTo("2001:db8::" + target.toLowerCase(Locale.ROOT));
        assertThat(walk.fragment()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing odd,                   60, 02 01020000 c910 C,                          ,                        C, B",
        "routing 0,                     43, 02 000000000000 C,                           ROUTING0_HDR,            A, B",
        "routing 0 of half an address,  43, 01 000100000000 0000000000000000,            ROUTING0_HDR ODD_ROUTING0_LEN, A, B",
        "routing 0 of one and a half,   43, 03 000100000000 C 0000000000000000,          ROUTING0_HDR ODD_ROUTING0_LEN, A, B",
        "routing 2 of two addresses,    43, 04 020100000000 C C,                         BAD_ROUTING2_LEN,        A, B",
        "segment routing,               43, 02 040100000000 C,                           UNKNOWN_ROUTING_TYPE,    A, B",
        "home address of 15 bytes,      60, 02 01020000 c90f 20010db80000000000000000000000 00, BAD_HOME_ADDR_LEN,       A, B",
        "two home addresses,            60, 04 0100 c910 C c910 20010db800000000000000000000000d, MULTIPLE_HOME_ADDR_OPTS, C, B",
        "option beyond its header,      60, 00 010500000000,                             BAD_IPV6_DEST_OPT_LEN,   A, B",
        "option without a length,       60, 00 000000000001,                             BAD_IPV6_DEST_OPT_LEN,   A, B"
    })
    void namesWhatIsOddAboutExtensionHeaders(
            String name, int type, String hex, String oddities, String source, String target) {
        byte[] packet = PacketBuilder.tcp(A, 1024, B, 80)
                .extension(type, hex(hex.replace("C", C_HEX)))
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(oddities()).isEqualTo(oddities == null ? "" : oddities);
        assertThat(source()).isEqualTo("2001:db8::" + source.toLowerCase(Locale.ROOT));
        assertThat(target()).isEqualTo("2001:db8::" + target.toLowerCase(Locale.ROOT));
        assertThat(walk(PacketBuilder.tcp(A, 1024, B, 80).ip())).isEqualTo(HeaderFault.NONE);
        assertThat(oddities()).isEmpty();
    }

    private String oddities() {
        return Arrays.stream(HeaderOddity.values())
                .filter(odd -> (walk.oddities() & 1 << odd.ordinal()) != 0)
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }

    @Test
    void followsAChainOfExtensionHeadersToTheTransport() {
        byte[] packet = PacketBuilder.udp(A, 1024, B, 53)
                .extension(0, hex("00 010400000000"))
                .extension(60, hex("00 010400000000"))
                .extension(43, hex("02 00 01 00000000" + C_HEX))
                .extension(51, hex("04 0000 00000001 00000001 000000000000000000000000"))
                .extension(60, hex("00 010400000000"))
                .payload(9)
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(walk.payloadOffset()).isEqualTo(40 + 8 + 8 + 24 + 24 + 8);
        assertThat(walk.payloadLength()).isEqualTo(17);
        assertThat(target()).isEqualTo(C);
    }

    @ParameterizedTest
    @ValueSource(ints = {IpProtocol.ESP, IpProtocol.NO_NEXT_HEADER, IpProtocol.MOBILITY, IpProtocol.SCTP})
    void endsAtWhatIsNoExtensionHeader(int protocol) {
        byte[] packet = PacketBuilder.ip(A, B, protocol).payload(16).ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.protocol()).isEqualTo(protocol);
        assertThat(walk.payloadOffset()).isEqualTo(40);
        assertThat(walk.sourcePort()).isZero();
        assertThat(walk.targetPort()).isZero();
    }

    @Test
    void stopsBeforeAnExtensionHeaderThatIsNotAllThere() {
        byte[] packet = PacketBuilder.tcp(A, 1024, B, 80)
                .extension(60, hex("ff 010400000000"))
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.protocol()).isEqualTo(IpProtocol.DESTINATION);
        assertThat(walk.payloadOffset()).isEqualTo(40);
        assertThat(walk.targetPort()).isZero();
    }

    @Test
    void readsIpv4Fragments() {
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1024, "10.0.0.2", 53).payload(100).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 0x1234, 48);
        assertThat(fragments).hasSize(3);
        for (int i = 0; i < fragments.size(); i++) {
            assertThat(walk(fragments.get(i))).isEqualTo(HeaderFault.NONE);
            assertThat(walk.fragment()).isTrue();
            assertThat(walk.fragmentId()).isEqualTo(0x1234);
            assertThat(walk.fragmentOffset()).isEqualTo(48 * i);
            assertThat(walk.moreFragments()).isEqualTo(i < 2);
            assertThat(walk.payloadLength()).isEqualTo(i < 2 ? 48 : 12);
            // Only the first one has ports.
            assertThat(walk.sourcePort()).isEqualTo(i == 0 ? 1024 : 0);
            assertThat(walk.targetPort()).isEqualTo(i == 0 ? 53 : 0);
        }
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.fragment()).isFalse();
        assertThat(walk.fragmentOffset()).isZero();
    }

    @Test
    void readsIpv6Fragments() {
        byte[] packet = PacketBuilder.udp(A, 1024, B, 53).payload(100).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 0x89abcdef, 48);
        for (int i = 0; i < fragments.size(); i++) {
            assertThat(walk(fragments.get(i))).isEqualTo(HeaderFault.NONE);
            assertThat(walk.fragment()).isTrue();
            assertThat(walk.protocol()).isEqualTo(IpProtocol.UDP);
            assertThat(walk.fragmentId()).isEqualTo(0x89abcdef);
            assertThat(walk.fragmentOffset()).isEqualTo(48 * i);
            assertThat(walk.moreFragments()).isEqualTo(i < 2);
            assertThat(walk.fragmentHeader()).isEqualTo(40);
            assertThat(walk.fragmentHeaderAnnounced()).isEqualTo(6);
            assertThat(walk.payloadOffset()).isEqualTo(48);
            assertThat(walk.targetPort()).isEqualTo(i == 0 ? 53 : 0);
        }
    }

    @Test
    void saysWhereTheFragmentHeaderWasAnnounced() {
        byte[] packet = PacketBuilder.udp(A, 1024, B, 53)
                .extension(0, hex("00 010400000000"))
                .extension(60, hex("00 010400000000"))
                .extension(44, hex("00 0001 00000007"))
                .payload(40)
                .ip();
        assertThat(walk(packet)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.fragmentHeader()).isEqualTo(56);
        assertThat(walk.fragmentHeaderAnnounced()).isEqualTo(48);
        assertThat(packet[walk.fragmentHeaderAnnounced()]).isEqualTo((byte) 44);
    }

    @Test
    void keysATinyFirstFragmentWithoutPorts() {
        byte[] packet =
                PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80).payload(40).ip();
        byte[] tiny = PacketBuilder.fragments(packet, 1, 16).get(0);
        assertThat(walk(tiny)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.fragmentOffset()).isZero();
        assertThat(walk.moreFragments()).isTrue();
        assertThat(walk.sourcePort()).isZero();
        assertThat(walk.targetPort()).isZero();
        byte[] whole = PacketBuilder.fragments(packet, 1, 24).get(0);
        assertThat(walk(whole)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.targetPort()).isEqualTo(80);
    }

    @Test
    void readsIcmpTypes() {
        assertThat(walk(PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 3, 13).ip())).isEqualTo(HeaderFault.NONE);
        assertThat(walk.sourcePort()).isEqualTo(3);
        assertThat(walk.targetPort()).isEqualTo(13);
        assertThat(walk.oneWay()).isTrue();
        assertThat(walk(PacketBuilder.icmp(A, B, 128, 0).ip())).isEqualTo(HeaderFault.NONE);
        assertThat(walk.sourcePort()).isEqualTo(128);
        assertThat(walk.targetPort()).isEqualTo(129);
        assertThat(walk.oneWay()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "no room for an IPv4 header,             TRUNCATED_IP,                4500001400000000400600000a0000010a0000",
        "no room for an IPv6 header,             TRUNCATED_IP,                60000000000006402001",
        "total length below the header's,        INVALID_IP_HEADER_SIZE,      460000140000000040ff00000a0000010a00000200000000",
        "header of 16 bytes,                     IPV4_MIN_HEADER_SIZE,        440000140000000040ff00000a0000010a000002",
        "no room for a TCP header,               TRUNCATED_HEADER,            4500002700000000400600000a0000010a000002 040000500000000100000002501020000000 00",
        "no room for a UDP header,               TRUNCATED_HEADER,            4500001b00000000401100000a0000010a000002 04000050000800",
        "no room for an ICMP header,             TRUNCATED_HEADER,            4500001b00000000400100000a0000010a000002 08000000000000",
        "more on the wire than the frame had,    TRUNCATED_IP_LENGTH,         4500002900000000400600000a0000010a000002 0400005000000001000000025010200000000000"
    })
    void namesWhatIsWrongWithTheHeaders(String name, HeaderFault fault, String hex) {
        byte[] packet = hex(hex);
        if (fault == HeaderFault.TRUNCATED_IP) {
            // With room the same bytes are no such thing.
            assertThat(walk(Arrays.copyOf(packet, 60))).isNotEqualTo(fault);
        }
        assertThat(walk(packet)).isEqualTo(fault);
        assertThat(fault.weird()).isNotNull();
    }

    @Test
    void knowsTwoVersionsOfIp() {
        byte[] packet = PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).ethernet();
        packet[14] = 0x55;
        assertThat(walk.walk(LinkType.ETHERNET, packet, 0, packet.length, packet.length))
                .isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.UNKNOWN_IP_VERSION);
    }

    @Test
    void namesHeadersThatTheSnapLengthCut() {
        byte[] tcp = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2).payload(9).ip();
        assertThat(walk.walk(LinkType.RAW, tcp, 0, 39, tcp.length)).isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.INTERNALLY_TRUNCATED_HEADER);
        byte[] options = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2)
                .ipOptions(new byte[40])
                .ip();
        assertThat(walk.walk(LinkType.RAW, options, 0, 59, options.length)).isFalse();
        assertThat(walk.fault()).isEqualTo(HeaderFault.TRUNCATED_IP_HEADER);
        assertThat(walk.walk(LinkType.RAW, options, 0, 80, options.length)).isTrue();
    }

    @Test
    void aFragmentBeyondTheFirstNeedsNoTransportHeader() {
        byte[] whole =
                PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2).payload(5).ip();
        byte[] last = PacketBuilder.fragments(whole, 1, 24).get(1);
        assertThat(walk(last)).isEqualTo(HeaderFault.NONE);
        assertThat(walk.payloadLength()).isEqualTo(1);
    }

    private HeaderFault walk(byte[] packet) {
        boolean flow = walk.walk(LinkType.RAW, packet, 0, packet.length, packet.length);
        assertThat(flow).isEqualTo(walk.fault() == HeaderFault.NONE);
        return walk.fault();
    }

    private String source() {
        return IpAddress.format(walk.sourceHigh(), walk.sourceLow());
    }

    private String target() {
        return IpAddress.format(walk.targetHigh(), walk.targetLow());
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
