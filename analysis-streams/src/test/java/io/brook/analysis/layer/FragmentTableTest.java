package io.brook.analysis.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.InternetChecksum;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentTableTest {
    private static final long NOW = 1_700_000_000_000_000_000L;
    private static final long TIMEOUT = TimeUnit.MINUTES.toNanos(5);

    private final FragmentTable table = new FragmentTable();
    private final HeaderWalk walk = new HeaderWalk();

    static Stream<byte[]> packets() {
        return Stream.of(
                PacketBuilder.udp("10.0.0.1", 1024, "10.0.0.2", 53)
                        .payload(1001)
                        .ip(),
                PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 80)
                        .ipOptions(new byte[8])
                        .payload(1000)
                        .ip(),
                PacketBuilder.udp("fe80::1", 1024, "fe80::2", 53).payload(1001).ip());
    }

    @ParameterizedTest
    @MethodSource("packets")
    void putsAPacketTogetherInAnyOrder(byte[] packet) {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            List<byte[]> fragments =
                    new ArrayList<>(PacketBuilder.fragments(packet, round, 8 + 8 * random.nextInt(30)));
            Collections.shuffle(fragments, random);
            byte[] last = fragments.remove(fragments.size() - 1);
            for (byte[] fragment : fragments) {
                assertThat(add(fragment)).isNull();
            }
            assertSamePacket(add(last), packet);
        }
    }

    /** The fragments no longer say what the packet's flags and checksum were; all else must be there. */
    private static void assertSamePacket(byte[] assembled, byte[] packet) {
        assertThat(assembled).isNotNull();
        byte[] expected = packet.clone();
        byte[] actual = assembled.clone();
        if (packet[0] >>> 4 == 4) {
            for (byte[] each : List.of(expected, actual)) {
                // Identification, flags and header checksum.
                Arrays.fill(each, 4, 8, (byte) 0);
                Arrays.fill(each, 10, 12, (byte) 0);
            }
            assertThat(assembled[6]).isZero();
            assertThat(assembled[7]).isZero();
        }
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void whatItPutTogetherCanBeWalkedAgain(byte[] packet) {
        byte[] assembled = null;
        for (byte[] fragment : PacketBuilder.fragments(packet, 7, 256)) {
            assembled = add(fragment);
        }
        HeaderWalk whole = new HeaderWalk();
        assertThat(whole.ip(assembled, 0, assembled.length, assembled.length)).isTrue();
        assertThat(whole.fragment()).isFalse();
        assertThat(whole.sourcePort()).isEqualTo(1024);
        assertThat(InternetChecksum.isTransportIntact(whole, assembled, true)).isTrue();
    }

    @Test
    void keepsHeadersBeforeTheFragmentHeader() {
        byte[] whole = PacketBuilder.udp("fe80::1", 1024, "fe80::2", 53)
                .extension(0, HexFormat.of().parseHex("00010400000000"))
                .payload(100)
                .ip();
        byte[] first = behindHopByHop("0001", Arrays.copyOfRange(whole, 48, 48 + 64));
        byte[] second = behindHopByHop("0040", Arrays.copyOfRange(whole, 48 + 64, whole.length));
        assertThat(add(second)).isNull();
        assertThat(add(first)).isEqualTo(whole);
    }

    private static byte[] behindHopByHop(String offsetAndMore, byte[] payload) {
        byte[] fragment = PacketBuilder.ip("fe80::1", "fe80::2", 132)
                .extension(0, HexFormat.of().parseHex("00010400000000"))
                .extension(44, HexFormat.of().parseHex("00" + offsetAndMore + "00000007"))
                .payload(payload)
                .ip();
        fragment[48] = 17;
        return fragment;
    }

    @Test
    void keepsHeadersBehindTheFragmentHeader() {
        byte[] whole = PacketBuilder.udp("fe80::1", 1024, "fe80::2", 53)
                .extension(60, HexFormat.of().parseHex("00010400000000"))
                .payload(100)
                .ip();
        List<byte[]> fragments = PacketBuilder.fragments(whole, 7, 64);
        assertThat(fragments).hasSize(2);
        assertThat(add(fragments.get(0))).isNull();
        assertThat(add(fragments.get(1))).isEqualTo(whole);
        assertThat(table.oddities()).isEmpty();
    }

    @Test
    void aFragmentThatIsTheWholePacketIsOneAtOnce() {
        byte[] packet =
                PacketBuilder.udp("fe80::1", 1024, "fe80::2", 53).payload(50).ip();
        assertThat(add(PacketBuilder.fragments(packet, 1, 1000).get(0))).isEqualTo(packet);
    }

    @Test
    void theFirstCopyCountsWhereFragmentsOverlap() {
        byte[] first = fragment(0, "aaaaaaaabbbbbbbb", true);
        byte[] again = fragment(8, "XXXXXXXXcccccccc", true);
        byte[] last = fragment(24, "dddd", false);
        add(first);
        add(again);
        assertThat(table.oddities())
                .contains(FragmentWeird.FRAGMENT_INCONSISTENCY)
                .doesNotContain(FragmentWeird.FRAGMENT_OVERLAP);
        assertThat(payload(add(last))).isEqualTo("aaaaaaaabbbbbbbbccccccccdddd");
    }

    @Test
    void aRepeatedFragmentIsAnOverlapWithoutContradiction() {
        add(fragment(0, "aaaaaaaabbbbbbbb", true));
        assertThat(table.oddities()).doesNotContain(FragmentWeird.FRAGMENT_OVERLAP);
        add(fragment(0, "aaaaaaaabbbbbbbb", true));
        assertThat(table.oddities())
                .contains(FragmentWeird.FRAGMENT_OVERLAP)
                .doesNotContain(FragmentWeird.FRAGMENT_INCONSISTENCY);
        assertThat(payload(add(fragment(16, "c", false)))).isEqualTo("aaaaaaaabbbbbbbbc");
        assertThat(table.oddities()).isEmpty();
    }

    @Test
    void packetsAreToldApartByTheirHostsAndNumbers() {
        byte[] one = PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(40).ip();
        byte[] other =
                PacketBuilder.udp("10.0.0.3", 1, "10.0.0.2", 2).payload(40).ip();
        List<byte[]> a = PacketBuilder.fragments(one, 1, 24);
        List<byte[]> b = PacketBuilder.fragments(one, 2, 24);
        List<byte[]> c = PacketBuilder.fragments(other, 1, 24);
        for (List<byte[]> each : List.of(a, b, c)) {
            assertThat(add(each.get(0))).isNull();
        }
        assertSamePacket(add(c.get(1)), other);
        assertSamePacket(add(a.get(1)), one);
        assertSamePacket(add(b.get(1)), one);
    }

    @Test
    void aPacketHasFiveMinutesToArrive() {
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(40).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 1, 24);
        add(fragments.get(0), NOW);
        assertSamePacket(add(fragments.get(1), NOW + TIMEOUT - 1), packet);
        add(fragments.get(0), NOW);
        assertThat(add(fragments.get(1), NOW + TIMEOUT)).isNull();
        // It began a packet of its own, which the first fragment completes.
        assertSamePacket(add(fragments.get(0), NOW + TIMEOUT + 1), packet);
    }

    @Test
    void expiringOftenOrNeverMakesNoDifference() {
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(40).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 1, 24);
        add(fragments.get(0), NOW);
        table.expire(NOW + TIMEOUT - 1);
        assertSamePacket(add(fragments.get(1), NOW + TIMEOUT - 1), packet);
        add(fragments.get(0), NOW);
        table.expire(NOW + TIMEOUT);
        assertThat(add(fragments.get(1), NOW + TIMEOUT)).isNull();
    }

    @Test
    void forgetsTheOldestPacketsWhenTooMuchIsHeld() {
        // Each claims 64 KB with a few bytes at its end.
        int packets = 2 * FragmentTable.MAX_HELD / 65_000;
        for (int id = 0; id < packets; id++) {
            assertThat(add(fragmentOf(id, 64_000, "aaaaaaaa", true))).isNull();
        }
        assertThat(table.evicted()).isBetween((long) packets / 2 - 10, (long) packets / 2 + 30);
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(40).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, packets, 24);
        add(fragments.get(0));
        assertSamePacket(add(fragments.get(1)), packet);
    }

    @Test
    void countsLongHeadersAsHeld() {
        byte[] longest = new byte[2047];
        longest[0] = (byte) 255;
        for (int id = 0; id < 1000; id++) {
            PacketBuilder packet = PacketBuilder.ip("fe80::1", "fe80::2", 132).payload(new byte[8]);
            for (int i = 0; i < 20; i++) {
                packet.extension(60, longest);
            }
            byte[] last = {0, 0, 1, 0, 0, (byte) (id >>> 8), (byte) id};
            assertThat(add(packet.extension(44, last).ip())).isNull();
        }
        assertThat(table.evicted()).isGreaterThan(500);
    }

    @Test
    void whatIsCompleteOrExpiredIsNoLongerHeld() {
        byte[] packet =
                PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).payload(60_000).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 1, 32_000);
        for (int i = 0; i < 2 * FragmentTable.MAX_HELD / 60_000; i++) {
            fragments.forEach(this::add);
        }
        for (int i = 0; i < 2 * FragmentTable.MAX_HELD / 60_000; i++) {
            add(fragmentOf(i, 60_000, "aaaaaaaa", true), NOW + i * TIMEOUT);
            table.expire(NOW + i * TIMEOUT);
        }
        for (int i = 0; i < 2 * FragmentTable.MAX_HELD / 60_000; i++) {
            add(fragmentOf(1, 60_000, "aaaaaaaa", true), NOW + (1000 + i) * TIMEOUT);
        }
        assertThat(table.evicted()).isZero();
    }

    @Test
    void refusesFragmentsBeyondTheLongestPacket() {
        assertThat(add(fragment(65_528, "aaaaaaaa", true))).isNull();
        assertThat(table.oddities()).contains(FragmentWeird.EXCESSIVELY_LARGE_FRAGMENT);
        assertThat(add(fragment(65_528, "aaaaaaa", false))).isNull();
        assertThat(add(fragment(0, "", true))).isNull();
    }

    @Test
    void fragmentsThatDisagreeAboutThePacketAreOdd() {
        add(fragment(16, "cccccccc", false));
        add(fragment(24, "dddddddd", true));
        assertThat(table.oddities()).contains(FragmentWeird.FRAGMENT_SIZE_INCONSISTENCY);
        byte[] other = fragment(0, "aaaaaaaabbbbbbbb", true);
        other[9] = 6;
        add(other);
        assertThat(table.oddities()).contains(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
        add(fragmentOf(9, 0, "aaaaaaaa", true));
        assertThat(table.oddities()).containsExactly(FragmentWeird.EXCESSIVELY_SMALL_FRAGMENT);
    }

    @Test
    void fragmentsOfAPacketHaveHeadersOfTheSameLength() {
        byte[] first = fragment(0, "aaaaaaaabbbbbbbb", true);
        byte[] last = PacketBuilder.ip("10.0.0.1", "10.0.0.2", 132)
                .ipOptions(new byte[8])
                .payload("c".getBytes(StandardCharsets.US_ASCII))
                .fragment(1, 16, false)
                .ip();
        add(first);
        assertThat(table.oddities()).doesNotContain(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
        assertThat(payload(add(last))).isEqualTo("aaaaaaaabbbbbbbbc");
        assertThat(table.oddities()).containsExactly(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
    }

    @Test
    void aPacketIsOfTheProtocolThatTheFragmentNamesThatCameFirst() {
        byte[] last = fragment(16, "c", false);
        last[9] = 50;
        add(last);
        byte[] whole = add(fragment(0, "aaaaaaaabbbbbbbb", true));
        assertThat(table.oddities()).contains(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
        assertThat(payload(whole)).isEqualTo("aaaaaaaabbbbbbbbc");
        assertThat(whole[9]).isEqualTo((byte) 50);
    }

    @Test
    void aPacketOfIpv6IsOfTheProtocolThatItsBeginningNames() {
        byte[] packet =
                PacketBuilder.udp("fe80::1", 1024, "fe80::2", 53).payload(100).ip();
        List<byte[]> fragments = PacketBuilder.fragments(packet, 7, 64);
        fragments.get(1)[40] = 60;
        add(fragments.get(1));
        assertThat(add(fragments.get(0))).isEqualTo(packet);
        assertThat(table.oddities()).containsExactly(FragmentWeird.FRAGMENT_PROTOCOL_INCONSISTENCY);
    }

    @Test
    void aFragmentThatMustNotBeOneIsOdd() {
        byte[] fragment = fragment(0, "a".repeat(64), true);
        fragment[6] |= 0x40;
        add(fragment);
        assertThat(table.oddities()).containsExactly(FragmentWeird.FRAGMENT_WITH_DF);
    }

    @Test
    void survivesRandomFragments() {
        Random random = new Random(5);
        int whole = 0;
        for (int round = 0; round < 20_000; round++) {
            boolean v4 = random.nextBoolean();
            int offset = 8 * random.nextInt(random.nextInt(10) == 0 ? 8192 : 6);
            boolean more = random.nextBoolean();
            byte[] payload = new byte[random.nextInt(40)];
            byte[] fragment = v4
                    ? PacketBuilder.ip("10.0.0.1", "10.0.0.2", 132)
                            .payload(payload)
                            .fragment(random.nextInt(3), offset, more)
                            .ip()
                    : PacketBuilder.fragments(
                                    PacketBuilder.ip("fe80::1", "fe80::2", 60)
                                            .payload(payload)
                                            .ip(),
                                    random.nextInt(3),
                                    1000)
                            .stream()
                            .findFirst()
                            .orElse(new byte[0]);
            if (!v4 && fragment.length > 48) {
                fragment[42] = (byte) (offset >>> 8);
                fragment[43] = (byte) (offset | (more ? 1 : 0));
                fragment[40] = (byte) (random.nextInt(3) == 0 ? 60 : random.nextInt(3) == 0 ? 44 : 132);
            }
            if (fragment.length == 0
                    || !walk.walk(LinkType.RAW, fragment, 0, fragment.length, fragment.length)
                    || !walk.fragment()) {
                continue;
            }
            byte[] assembled = table.add(walk, fragment, NOW + random.nextInt(10) * TIMEOUT / 5);
            if (assembled != null) {
                whole++;
                assertThat(assembled.length).isLessThanOrEqualTo(65535 + 40 + 8 * 32);
            }
        }
        assertThat(whole).isPositive();
    }

    private static byte[] fragment(int offset, String payload, boolean more) {
        return fragmentOf(1, offset, payload, more);
    }

    /** Of a protocol without ports. */
    private static byte[] fragmentOf(int id, int offset, String payload, boolean more) {
        return PacketBuilder.ip("10.0.0.1", "10.0.0.2", 132)
                .payload(payload.getBytes(StandardCharsets.US_ASCII))
                .fragment(id, offset, more)
                .ip();
    }

    private static String payload(byte[] packet) {
        assertThat(packet).isNotNull();
        return new String(packet, 20, packet.length - 20, StandardCharsets.US_ASCII);
    }

    private byte[] add(byte[] fragment) {
        return add(fragment, NOW);
    }

    private byte[] add(byte[] fragment, long time) {
        assertThat(walk.walk(LinkType.RAW, fragment, 0, fragment.length, fragment.length))
                .as(() -> walk.fault().toString())
                .isTrue();
        return table.add(walk, fragment, time);
    }
}
