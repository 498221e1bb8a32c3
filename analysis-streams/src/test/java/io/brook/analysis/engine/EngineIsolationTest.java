package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RandomTraffic;
import io.brook.analysis.testing.RandomTraffic.Packet;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.FlowPartitioning;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.packet.LinkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same traffic gives the same records, however it is split, interleaved and hurried along. */
class EngineIsolationTest {
    private static final int CONVERSATIONS = 300;

    private final HeaderWalk walk = new HeaderWalk();
    private final FlowKey key = new FlowKey();

    /** So many engines, and what they say. */
    private final class Cluster {
        private final RecordingEmitter out = new RecordingEmitter();
        private final AnalysisEngine[] engines;
        private final FlowPartitioning partitioning;

        Cluster(int size, FlowPartitioning partitioning) {
            this.partitioning = partitioning;
            engines = new AnalysisEngine[size];
            WorkerLimits limits = new WorkerLimits(1_000_000, 1 << 26);
            Arrays.setAll(engines, i -> new AnalysisEngine("s", false, LocalNetworks.PRIVATE, limits, out));
        }

        void take(Packet packet) {
            byte[] bytes = packet.bytes();
            AnalysisEngine engine = engines[partition(bytes, partitioning, engines.length)];
            engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, packet.time());
        }

        void advance(long time) {
            for (AnalysisEngine engine : engines) {
                engine.advance(time);
            }
        }

        List<String> end(long time) {
            for (AnalysisEngine engine : engines) {
                engine.end(time);
            }
            return out.everything();
        }
    }

    private int partition(byte[] packet, FlowPartitioning partitioning, int partitions) {
        walk.walk(LinkType.RAW, packet, 0, packet.length, packet.length);
        walk.key(key);
        return partitioning.partition("s", key, partitions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void splittingByHostsMakesNoDifference(int seed) {
        List<Packet> packets = new RandomTraffic(seed).conversations(CONVERSATIONS, true);
        checkAllWays(packets, FlowPartitioning.HOST_PAIR);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void splittingByFlowsMakesNoDifference(int seed) {
        List<Packet> packets = new RandomTraffic(seed).conversations(CONVERSATIONS, false);
        checkAllWays(packets, FlowPartitioning.FLOW);
    }

    @ParameterizedTest
    @ValueSource(ints = 7)
    void splittingByNetworksMakesNoDifference(int seed) {
        List<Packet> packets = new RandomTraffic(seed).conversations(CONVERSATIONS, true);
        checkAllWays(packets, FlowPartitioning.SUBNET);
    }

    private void checkAllWays(List<Packet> packets, FlowPartitioning partitioning) {
        long end = packets.get(packets.size() - 1).time() + 1;
        List<String> expected =
                inTimeOrder(packets, new Cluster(1, partitioning), 0).end(end);
        assertThat(expected).hasSizeGreaterThan(CONVERSATIONS);
        int[][] waysInTimeOrder = {{1, 1}, {2, 50}, {5, 0}, {16, 1}};
        for (int[] way : waysInTimeOrder) {
            Cluster cluster = inTimeOrder(packets, new Cluster(way[0], partitioning), way[1]);
            assertThat(cluster.end(end))
                    .as("%d engines, advanced every %d packets", way[0], way[1])
                    .isEqualTo(expected);
        }
        for (int size : new int[] {1, 7}) {
            Cluster cluster = interleavedAtRandom(packets, new Cluster(size, partitioning), size);
            assertThat(cluster.end(end))
                    .as("%d engines, interleaved at random", size)
                    .isEqualTo(expected);
        }
    }

    private static Cluster inTimeOrder(List<Packet> packets, Cluster cluster, int advanceEvery) {
        for (int i = 0; i < packets.size(); i++) {
            cluster.take(packets.get(i));
            if (advanceEvery > 0 && i % advanceEvery == 0) {
                cluster.advance(packets.get(i).time());
            }
        }
        return cluster;
    }

    /** Keeps the order of packets that must stay together, and no other. */
    private Cluster interleavedAtRandom(List<Packet> packets, Cluster cluster, int seed) {
        Random random = new Random(seed);
        Map<Integer, List<Packet>> groups = new LinkedHashMap<>();
        for (Packet packet : packets) {
            int group = partition(packet.bytes(), cluster.partitioning, 1 << 20);
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(packet);
        }
        List<List<Packet>> queues = new ArrayList<>(groups.values());
        while (!queues.isEmpty()) {
            int chosen = random.nextInt(queues.size());
            List<Packet> queue = queues.get(chosen);
            cluster.take(queue.remove(0));
            if (queue.isEmpty()) {
                queues.remove(chosen);
            }
        }
        return cluster;
    }

    @Test
    void theTrafficIsOfAllSorts() {
        List<Packet> packets = new RandomTraffic(1).conversations(CONVERSATIONS, true);
        Cluster cluster = inTimeOrder(packets, new Cluster(1, FlowPartitioning.HOST_PAIR), 0);
        cluster.end(packets.get(packets.size() - 1).time());
        RecordingEmitter out = cluster.out;
        assertThat(out.connections().stream().map(line -> line.getConnState()).distinct())
                .contains("S0", "S1", "SF", "REJ", "RSTO", "OTH", "SHR", "SH");
        assertThat(out.connections().stream().map(line -> line.getProto()).distinct())
                .containsExactlyInAnyOrder("tcp", "udp", "icmp", "unknown_transport");
        assertThat(out.connections().stream()
                        .mapToLong(line -> line.getMissedBytes())
                        .sum())
                .isPositive();
        assertThat(out.lines(TunnelLog.class)).isNotEmpty();
        assertThat(out.weirdNames()).contains("bad_TCP_checksum", "bad_UDP_checksum");
        assertThat(out.hosts()).isNotEmpty();
        assertThat(packets.get(0).time()).isGreaterThanOrEqualTo(Wire.START);
    }

    @Test
    void sensorsHaveNothingInCommon() {
        Collection<Packet> packets = new RandomTraffic(9).conversations(50, true);
        RecordingEmitter one = new RecordingEmitter();
        RecordingEmitter other = new RecordingEmitter();
        WorkerLimits limits = new WorkerLimits(1_000_000, 1 << 26);
        AnalysisEngine a = new AnalysisEngine("a", false, LocalNetworks.PRIVATE, limits, one);
        AnalysisEngine b = new AnalysisEngine("b", false, LocalNetworks.PRIVATE, limits, other);
        for (Packet packet : packets) {
            for (AnalysisEngine engine : List.of(a, b)) {
                engine.packet(
                        LinkType.RAW, packet.bytes(), 0, packet.bytes().length, packet.bytes().length, packet.time());
            }
        }
        a.end(Wire.START);
        b.end(Wire.START);
        assertThat(one.connections()).hasSameSizeAs(other.connections());
        List<String> uids =
                one.connections().stream().map(line -> line.getUid()).toList();
        assertThat(uids).doesNotHaveDuplicates();
        assertThat(other.connections().stream().map(line -> line.getUid())).doesNotContainAnyElementsOf(uids);
    }
}
