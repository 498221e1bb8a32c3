package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowKeyTest {
    private static final int[] PROTOCOLS = {
        IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.ICMP, IpProtocol.ICMPV6, IpProtocol.GRE, 255
    };
    private static final int SAMPLES = 5000;

    private final HeaderWalk walk = new HeaderWalk();

    /** A flow as a person would name it: two endpoints, of which it does not matter which comes first. */
    private record Tuple(boolean v4, int protocol, Set<String> hosts, Set<String> endpoints) {}

    private record Flow(Tuple tuple, byte[] forward, byte[] back) {}

    @Test
    void bothDirectionsOfAFlowHaveOneKey() {
        for (Flow flow : randomFlows(1)) {
            FlowKey forward = key(flow.forward);
            FlowKey back = key(flow.back);
            assertThat(back).as(flow.tuple.toString()).isEqualTo(forward);
            assertThat(back.hashCode()).isEqualTo(forward.hashCode());
            assertThat(back.encode("sensor")).isEqualTo(forward.encode("sensor"));
        }
    }

    @Test
    void differentFlowsHaveDifferentKeysAndDifferentBytes() {
        Map<FlowKey, Tuple> tuples = new HashMap<>();
        Map<String, Tuple> encoded = new HashMap<>();
        for (Flow flow : randomFlows(2)) {
            FlowKey key = key(flow.forward);
            assertThat(tuples.getOrDefault(key, flow.tuple)).isEqualTo(flow.tuple);
            tuples.put(key, flow.tuple);
            String bytes = Arrays.toString(key.encode("s"));
            assertThat(encoded.getOrDefault(bytes, flow.tuple)).isEqualTo(flow.tuple);
            encoded.put(bytes, flow.tuple);
        }
        Set<Tuple> distinct = new HashSet<>(tuples.values());
        assertThat(tuples).hasSameSizeAs(distinct);
        assertThat(encoded).hasSameSizeAs(distinct);
        assertThat(distinct).hasSizeBetween(SAMPLES / 10, SAMPLES - 1);
    }

    @Test
    void encodingIsInjectiveOverSensorsToo() {
        List<FlowKey> keys = new ArrayList<>();
        randomFlows(3).subList(0, 300).forEach(flow -> keys.add(key(flow.forward)));
        FlowKey noIp = new FlowKey();
        noIp.setNoIp();
        keys.add(noIp);
        Map<String, String> seen = new HashMap<>();
        // The key's bytes stand before the name: no name may look like a longer key.
        for (String sensor : List.of("", "a", "b", "aa", "\0", "\0\0\0\0", "münchen", "a".repeat(24))) {
            for (FlowKey key : keys) {
                String what = sensor + '/' + key;
                String before = seen.putIfAbsent(Arrays.toString(key.encode(sensor)), what);
                assertThat(before == null || before.equals(what))
                        .as(what + " and " + before)
                        .isTrue();
            }
        }
    }

    @Test
    void aSensorsNameCannotMakeAnIpv4KeyLookLikeAnIpv6Key() {
        String letters = "4141:4141:4141:4141:4141:4141:4141:4141";
        byte[] v6 =
                key(PacketBuilder.tcp(letters, 0x4141, letters, 0x4141).ip()).encode("B");
        byte[] v4 = key(PacketBuilder.tcp("65.65.65.65", 0x4141, "65.65.65.65", 0x4141)
                        .ip())
                .encode("A".repeat(24) + "B");
        assertThat(v4).hasSameSizeAs(v6).isNotEqualTo(v6);
    }

    @Test
    void aCopyIsEqualAndKeepsItsFlow() {
        FlowKey probe = new FlowKey();
        for (Flow flow : randomFlows(4).subList(0, 200)) {
            walk(flow.forward);
            walk.key(probe);
            FlowKey copy = probe.copy();
            assertThat(copy).isEqualTo(probe).hasSameHashCodeAs(probe).hasToString(probe.toString());
            assertThat(copy.protocol()).isEqualTo(flow.tuple.protocol);
            probe.setNoIp();
            assertThat(copy).isNotEqualTo(probe).isEqualTo(key(flow.forward));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.2, 0-8 9-10 13-14 15-16 17-18",
        "2001:db8::1, 2001:db8::2, 128-129 130-131 133-134 135-136 139-140 144-145"
    })
    void eachIcmpTypePairsWithTheTypeThatAnswersIt(String a, String b, String pairs) {
        Map<Integer, Integer> answers = new HashMap<>();
        for (String pair : pairs.split(" ")) {
            String[] types = pair.split("-");
            answers.put(Integer.parseInt(types[0]), Integer.parseInt(types[1]));
            answers.put(Integer.parseInt(types[1]), Integer.parseInt(types[0]));
        }
        for (int type = 0; type < 256; type++) {
            FlowKey question = key(PacketBuilder.icmp(a, b, type, 0).ip());
            Integer answer = answers.get(type);
            assertThat(walk.oneWay()).as("type " + type).isEqualTo(answer == null);
            if (answer != null) {
                assertThat(walk.sourcePort()).isEqualTo(type);
                assertThat(walk.targetPort()).isEqualTo(answer);
                assertThat(key(PacketBuilder.icmp(b, a, answer, 0).ip()))
                        .as("type " + type)
                        .isEqualTo(question);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 10.0.0.2, 3, 1", "10.0.0.1, 10.0.0.2, 11, 0", "2001:db8::1, 2001:db8::2, 1, 4"})
    void anIcmpMessageThatNothingAnswersKeepsItsDirectionAndCode(String a, String b, int type, int code) {
        FlowKey there = key(PacketBuilder.icmp(a, b, type, code).ip());
        assertThat(walk.targetPort()).isEqualTo(code);
        FlowKey back = key(PacketBuilder.icmp(b, a, type, code).ip());
        assertThat(back).isNotEqualTo(there);
        assertThat(back.encode("s")).isNotEqualTo(there.encode("s"));
        assertThat(key(PacketBuilder.icmp(a, b, type, code + 1).ip())).isNotEqualTo(there);
    }

    @Test
    void allThatIsNotIpSharesOneKey() {
        FlowKey noIp = new FlowKey();
        noIp.setNoIp();
        walk.walk(LinkType.ETHERNET, new byte[60], 0, 60, 60);
        assertThat(key()).isEqualTo(noIp);
        byte[] cut = PacketBuilder.tcp("1.1.1.1", 1, "2.2.2.2", 2).ip();
        walk.walk(LinkType.RAW, cut, 0, 30, 40);
        assertThat(key()).isEqualTo(noIp);
        assertThat(noIp.protocol()).isEqualTo(FlowKey.NO_PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST_PAIR", "FLOW", "SUBNET"})
    void bothDirectionsGoToOnePartitionWhichIsInRange(FlowPartitioning partitioning) {
        for (Flow flow : randomFlows(5).subList(0, 300)) {
            FlowKey forward = key(flow.forward);
            FlowKey back = key(flow.back);
            for (int partitions = 1; partitions <= 64; partitions++) {
                assertThat(partitioning.partition("s", forward, partitions))
                        .isBetween(0, partitions - 1)
                        .isEqualTo(partitioning.partition("s", back, partitions));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST_PAIR", "FLOW", "SUBNET"})
    void flowsSpreadEvenly(FlowPartitioning partitioning) {
        for (boolean v4 : new boolean[] {true, false}) {
            List<FlowKey> keys = IntStream.range(0, 10_000)
                    .mapToObj(i -> key(clientOfOneServer(i, v4, partitioning == FlowPartitioning.SUBNET)))
                    .toList();
            for (int partitions : new int[] {2, 3, 8, 12, 64}) {
                int[] load = new int[partitions];
                keys.forEach(key -> load[partitioning.partition("s", key, partitions)]++);
                assertThat(chiSquare(load, keys.size()))
                        .as(partitions + " partitions: " + Arrays.toString(load))
                        .isLessThan(limit(partitions - 1));
            }
        }
    }

    /** As unrandom as networks are: consecutive hosts, or consecutive networks, and one server. */
    private static byte[] clientOfOneServer(int i, boolean v4, boolean otherNetworks) {
        String v4Client = otherNetworks ? "10." + i / 256 + '.' + i % 256 + ".7" : "10.0." + i / 256 + '.' + i % 256;
        String v6Client = "2001:db8:0:" + Integer.toHexString(otherNetworks ? i : 0) + "::" + Integer.toHexString(i);
        return PacketBuilder.tcp(v4 ? v4Client : v6Client, 40000 + i % 7, v4 ? "192.0.2.80" : "2001:db8:ffff::80", 443)
                .ip();
    }

    private static double chiSquare(int[] load, int total) {
        double expected = (double) total / load.length;
        return Arrays.stream(load)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
    }

    /** Some five standard deviations above the mean of a chi-square distribution. */
    private static double limit(int degrees) {
        return degrees + 5 * Math.sqrt(2.0 * degrees) + 10;
    }

    @Test
    void hostPairPutsAllFlowsOfTwoHostsTogether() {
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            boolean v4 = random.nextBoolean();
            String a = address(random, v4);
            String b = address(random, v4);
            Set<Integer> partitions = new HashSet<>();
            for (int protocol : PROTOCOLS) {
                for (int n = 0; n < 5; n++) {
                    boolean forward = random.nextBoolean();
                    byte[] packet = packet(
                            forward ? a : b, random.nextInt(65536), forward ? b : a, random.nextInt(65536), protocol);
                    partitions.add(FlowPartitioning.HOST_PAIR.partition("s", key(packet), 64));
                }
            }
            assertThat(partitions).hasSize(1);
        }
    }

    @Test
    void subnetPutsAllFlowsOfTwoNetworksTogether() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            boolean v4 = random.nextBoolean();
            String a = address(random, v4);
            String b = address(random, v4);
            Set<Integer> partitions = new HashSet<>();
            for (int n = 0; n < 20; n++) {
                String near = neighbour(a, random);
                String far = neighbour(b, random);
                boolean forward = random.nextBoolean();
                byte[] packet = packet(
                        forward ? near : far,
                        random.nextInt(65536),
                        forward ? far : near,
                        random.nextInt(65536),
                        PROTOCOLS[n % PROTOCOLS.length]);
                partitions.add(FlowPartitioning.SUBNET.partition("s", key(packet), 64));
            }
            assertThat(partitions).as(a + ' ' + b).hasSize(1);
        }
    }

    @Test
    void sensorsAreSpreadApart() {
        FlowKey key = key(PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2).ip());
        long partitions = IntStream.range(0, 100)
                .map(i -> FlowPartitioning.HOST_PAIR.partition("sensor" + i, key, 16))
                .distinct()
                .count();
        assertThat(partitions).isGreaterThan(8);
    }

    /** Few addresses and ports, so that flows come again and share endpoints. */
    private static List<Flow> randomFlows(int seed) {
        Random random = new Random(seed);
        String[] v4 = {"0.0.0.0", "10.0.0.1", "10.0.0.2", "127.255.255.255", "128.0.0.0", "255.255.255.255"};
        String[] v6 = {"::", "::1", "2001:db8::1", "2001:db8::2", "7fff::", "8000::1", "fe80::ffff:0:0", "::2:0:0:1"};
        int[] ports = {0, 1, 53, 80, 32767, 32768, 65535};
        List<Flow> flows = new ArrayList<>();
        while (flows.size() < SAMPLES) {
            String[] hosts = random.nextBoolean() ? v4 : v6;
            String a = hosts[random.nextInt(hosts.length)];
            String b = hosts[random.nextInt(hosts.length)];
            int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
            int aPort = ports[random.nextInt(ports.length)];
            int bPort = ports[random.nextInt(ports.length)];
            if (protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6) {
                boolean icmp = hosts == v4;
                if (icmp != (protocol == IpProtocol.ICMP)) {
                    continue;
                }
                aPort = icmp ? 8 : 128;
                bPort = icmp ? 0 : 129;
            }
            boolean ports0 = protocol != IpProtocol.TCP && protocol != IpProtocol.UDP && aPort != 8 && aPort != 128;
            Tuple tuple = new Tuple(
                    hosts == v4,
                    protocol,
                    new HashSet<>(List.of(a, b)),
                    ports0 ? Set.of() : new HashSet<>(List.of(a + ' ' + aPort, b + ' ' + bPort)));
            flows.add(new Flow(tuple, packet(a, aPort, b, bPort, protocol), packet(b, bPort, a, aPort, protocol)));
        }
        return flows;
    }

    private static byte[] packet(String source, int sourcePort, String target, int targetPort, int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP ->
                PacketBuilder.tcp(source, sourcePort, target, targetPort).ip();
            case IpProtocol.UDP ->
                PacketBuilder.udp(source, sourcePort, target, targetPort).ip();
            case IpProtocol.ICMP, IpProtocol.ICMPV6 ->
                PacketBuilder.icmp(source, target, sourcePort & 0xff, 0).ip();
            default ->
                PacketBuilder.ip(source, target, protocol)
                        .payload(new byte[] {(byte) sourcePort, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
                        .ip();
        };
    }

    private static String address(Random random, boolean v4) {
        return v4 ? IpAddress.v4(random.nextInt()).toString() : IpAddress.format(random.nextLong(), random.nextLong());
    }

    private static String neighbour(String address, Random random) {
        IpAddress a = IpAddress.parse(address);
        return a.isV4()
                ? IpAddress.format(0, a.low() & ~0xff | random.nextInt(256))
                : IpAddress.format(a.high(), random.nextLong());
    }

    private void walk(byte[] packet) {
        assertThat(walk.walk(LinkType.RAW, packet, 0, packet.length, packet.length))
                .as(() -> Objects.toString(walk.fault()))
                .isTrue();
    }

    private FlowKey key(byte[] packet) {
        walk(packet);
        return key();
    }

    private FlowKey key() {
        FlowKey key = new FlowKey();
        walk.key(key);
        return key;
    }
}
