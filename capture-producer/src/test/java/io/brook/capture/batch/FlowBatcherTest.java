package io.brook.capture.batch;

import static io.brook.capture.batch.Frames.MILLIS;
import static io.brook.capture.batch.Frames.SECOND;
import static io.brook.capture.batch.Frames.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.FlowPartitioning;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FlowBatcherTest {
    private static final byte[] A = Frames.udp(1, 1000, 2, 53, new byte[10]);
    private static final byte[] A_BACK = Frames.udp(2, 53, 1, 1000, new byte[20]);
    private static final byte[] B = Frames.udp(3, 3000, 4, 53, new byte[10]);
    private static final byte[] C = Frames.udp(5, 5000, 6, 53, new byte[10]);

    private final RecordingSink sink = new RecordingSink(4);
    private final BufferPool pool = new BufferPool();
    private FlowBatcher batcher = batcher(CaptureConfig.DEFAULT);

    private FlowBatcher batcher(CaptureConfig config) {
        return new FlowBatcher("tap", config, sink, pool);
    }

    private List<List<Long>> times() {
        return sink.batches().stream().map(RecordingSink.Sent::times).toList();
    }

    @Test
    void bothDirectionsOfAFlowShareABatch() {
        batcher.add(packet(1, A));
        batcher.add(packet(2, B));
        batcher.add(packet(3, A_BACK));
        batcher.end();

        assertThat(times()).containsExactly(List.of(1L, 3L), List.of(2L));
        assertThat(sink.batches().get(0).frames())
                .containsExactly(HexFormat.of().formatHex(A), HexFormat.of().formatHex(A_BACK));
        assertThat(sink.batches().get(0).batch().sensor()).isEqualTo("tap");
    }

    /** Of two packets and an ARP frame between them, the second padded. */
    @Test
    void packetsThatOneFrameHoldsTravelWithTheirOwnFlows() {
        byte[] one =
                PacketBuilder.udp("10.0.0.1", 1000, "10.0.0.2", 53).payload(3).ip();
        byte[] other =
                PacketBuilder.udp("fd00::1", 2000, "fd00::2", 53).payload(5).ip();
        ByteBuffer frame = ByteBuffer.allocate(300)
                .put(HexFormat.of().parseHex("88010000020000000001020000000002020000000003" + "00008000"));
        int first = frame.position();
        for (byte[] packet : List.of(one, new byte[28], other)) {
            frame.position(first + (frame.position() - first + 3) / 4 * 4);
            int type = packet == one ? 0x0800 : packet == other ? 0x86dd : 0x0806;
            frame.put(new byte[12]).putShort((short) (8 + packet.length));
            frame.put(HexFormat.of().parseHex("aaaa03000000"))
                    .putShort((short) type)
                    .put(packet);
        }
        Packet captured = new Packet();
        captured.set(LinkType.IEEE802_11, 7, frame.array(), 0, frame.position(), frame.position());
        batcher.add(captured);
        batcher.end();
        assertThat(sink.batches().stream().map(RecordingSink.Sent::frames))
                .containsExactly(
                        List.of(HexFormat.of().formatHex(one)),
                        List.of(HexFormat.of().formatHex(other)));
        assertThat(sink.batches().get(1).times()).containsExactly(7L);
        assertThat(batcher.packets()).isEqualTo(1);
        assertThat(batcher.counters().noIp()).isEqualTo(1);
    }

    @Test
    void whereOneConnectionAnnouncesOthersTheirPacketsLeaveInOrderOfTime() {
        byte[] control = PacketBuilder.tcp("10.0.0.1", 40_000, "10.0.0.2", 21).ethernet();
        byte[] data = PacketBuilder.tcp("10.0.0.1", 40_001, "10.0.0.2", 50_000).ethernet();
        byte[] elsewhere =
                PacketBuilder.tcp("10.0.0.1", 40_002, "10.0.0.3", 50_000).ethernet();
        batcher.add(packet(1, control));
        batcher.add(packet(2, elsewhere));
        batcher.add(packet(3, data));
        batcher.add(packet(4, data));
        batcher.add(packet(5, control));
        batcher.add(packet(6, elsewhere));
        batcher.end();
        assertThat(times()).containsExactly(List.of(1L), List.of(3L, 4L), List.of(2L, 6L), List.of(5L));
    }

    @Test
    void publishesTheHeadersOfWhatNobodyNeedsAndSaysSo() {
        byte[] before = PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 443).ethernet();
        int handshake = 0;
        for (byte[] frame : EncryptedTalk.handshake()) {
            batcher.add(packet(handshake++, frame));
        }
        byte[] data = EncryptedTalk.data(1000);
        batcher.add(packet(handshake, data));
        batcher.add(packet(handshake + 1, before));
        batcher.end();

        RecordingSink.Sent talk = sink.batches().get(0);
        assertThat(talk.frames().get(handshake)).isEqualTo(HexFormat.of().formatHex(data, 0, EncryptedTalk.HEADERS));
        assertThat(talk.batch().originalLength(handshake)).isEqualTo(data.length);
        assertThat(talk.batch().trimmedLength(handshake)).isEqualTo(data.length - EncryptedTalk.HEADERS);
        for (int i = 0; i < handshake; i++) {
            assertThat(talk.batch().trimmedLength(i)).isZero();
        }
        assertThat(sink.batches().get(1).batch().isTrimmed()).isFalse();
        assertThat(batcher.counters().trimmed()).isEqualTo(1);
        assertThat(batcher.counters().trimmedBytes()).isEqualTo(data.length - EncryptedTalk.HEADERS);
        assertThat(batcher.bytes()).isGreaterThan(data.length);
    }

    @Test
    void publishesEverythingWhereItIsToldTo() {
        batcher = batcher(new CaptureConfig(FlowPartitioning.FLOW, Duration.ofSeconds(1), 65_536, false, false, false));
        int time = 0;
        for (byte[] frame : EncryptedTalk.handshake()) {
            batcher.add(packet(time++, frame));
        }
        byte[] data = EncryptedTalk.data(1000);
        batcher.add(packet(time, data));
        batcher.end();
        assertThat(sink.batches().get(0).frames().get(time))
                .isEqualTo(HexFormat.of().formatHex(data));
        assertThat(batcher.counters().trimmed()).isZero();
    }

    @Test
    void aBatchGoesWhereThePartitioningSaysUnderItsFlowsKey() {
        FlowKey flow = flow(A);
        batcher.add(packet(1, A));
        batcher.end();
        RecordingSink.Sent batch = sink.batches().get(0);
        assertThat(batch.key()).isEqualTo(HexFormat.of().formatHex(flow.encode("tap")));
        assertThat(batch.partition()).isEqualTo(FlowPartitioning.HOST_PAIR.partition("tap", flow, 4));
    }

    private static FlowKey flow(byte[] frame) {
        HeaderWalk walk = new HeaderWalk();
        FlowKey flow = new FlowKey();
        walk.walk(Frames.ETHERNET, frame, 0, frame.length, frame.length);
        walk.key(flow);
        return flow;
    }

    @Test
    void keepsOriginalLengths() {
        Packet cut = new Packet();
        cut.set(Frames.ETHERNET, 1, A, 0, A.length - 3, A.length);
        batcher.add(cut);
        batcher.end();
        assertThat(sink.batches().get(0).batch().originalLength(0)).isEqualTo(A.length);
        assertThat(sink.batches().get(0).batch().capturedLength(0)).isEqualTo(A.length - 3);
    }

    @Test
    void aBatchWaitsALingerFromItsFirstPacketAndTheOldestLeaveFirst() {
        batcher.add(packet(0, A));
        batcher.add(packet(50 * MILLIS, B));
        batcher.add(packet(99 * MILLIS, A_BACK));
        assertThat(sink.sent).isEmpty();
        batcher.add(packet(100 * MILLIS, A));
        assertThat(times()).containsExactly(List.of(0L, 99 * MILLIS));
        batcher.add(packet(500 * MILLIS, C));
        assertThat(times()).containsExactly(List.of(0L, 99 * MILLIS), List.of(50 * MILLIS), List.of(100 * MILLIS));
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldBatchesBack() {
        batcher.add(packet(1000 * SECOND, A));
        batcher.add(packet(5 * SECOND, B));
        assertThat(times()).containsExactly(List.of(1000 * SECOND));
        batcher.add(packet(5 * SECOND + 1, A));
        batcher.add(packet(5 * SECOND - 1, B));
        batcher.end();
        assertThat(times())
                .containsExactly(List.of(1000 * SECOND), List.of(5 * SECOND, 5 * SECOND - 1), List.of(5 * SECOND + 1));
    }

    @Test
    void aBatchIsSentBeforeItWouldPassItsSize() {
        batcher = batcher(new CaptureConfig(FlowPartitioning.FLOW, Duration.ofSeconds(1), 4096, true, false, false));
        byte[] frame = Frames.udp(1, 1, 2, 2, new byte[2048 - 42]);
        for (int i = 0; i < 5; i++) {
            batcher.add(packet(i, frame));
        }
        assertThat(times()).containsExactly(List.of(0L, 1L), List.of(2L, 3L));
        batcher.end();
        assertThat(times()).hasSize(3);
    }

    @Test
    void aPacketLargerThanABatchMakesOneByItself() {
        batcher = batcher(new CaptureConfig(FlowPartitioning.FLOW, Duration.ofSeconds(1), 4096, true, false, false));
        batcher.add(packet(1, A));
        batcher.add(packet(2, Frames.udp(1, 1000, 2, 53, new byte[10_000])));
        batcher.add(packet(3, A));
        batcher.end();
        assertThat(times()).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void aBatchHasOneLinkType() {
        byte[] raw = Arrays.copyOfRange(A, 14, A.length);
        batcher.add(packet(1, A));
        batcher.add(packet(101, 2, raw));
        batcher.add(packet(101, 3, raw));
        batcher.end();
        assertThat(times()).containsExactly(List.of(1L), List.of(2L, 3L));
        assertThat(sink.batches().get(0).batch().linkType()).isEqualTo(1);
        assertThat(sink.batches().get(1).batch().linkType()).isEqualTo(101);
        assertThat(sink.batches().get(0).key()).isEqualTo(sink.batches().get(1).key());
    }

    @Test
    void packetsWithoutBytesDoNotPileUp() {
        for (int i = 0; i < 2 * OpenBatch.MAX_PACKETS; i++) {
            batcher.add(packet(i, new byte[0]));
        }
        assertThat(sink.batches()).hasSize(1);
        batcher.end();
        assertThat(times()).allMatch(times -> times.size() == OpenBatch.MAX_PACKETS);
    }

    @Test
    void framesWithoutIpShareAFlow() {
        batcher.add(packet(1, Frames.arp()));
        batcher.add(packet(2, new byte[3]));
        batcher.add(packet(3, A));
        batcher.end();
        assertThat(times()).containsExactly(List.of(1L, 2L), List.of(3L));
        assertThat(batcher.counters().noIp()).isEqualTo(2);
    }

    @Test
    void endIsToldToEveryPartitionAfterAllBatches() {
        batcher.add(packet(7 * SECOND, A));
        batcher.add(packet(5 * SECOND, B));
        batcher.end();
        assertThat(sink.sent.subList(0, 2)).isEqualTo(sink.batches());
        assertThat(sink.progress())
                .containsExactly(
                        new Progress("tap", "capture", 0, 4, 7 * SECOND, true),
                        new Progress("tap", "capture", 1, 4, 7 * SECOND, true),
                        new Progress("tap", "capture", 2, 4, 7 * SECOND, true),
                        new Progress("tap", "capture", 3, 4, 7 * SECOND, true));
        assertThat(sink.sent.subList(3, 7).stream().map(RecordingSink.Sent::partition))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void whenPacketsCameIsToldToOnePartitionBeforeTheProgressThatPassesIt() {
        batcher.add(packet(5 * SECOND, A));
        batcher.add(packet(7 * SECOND, B));
        batcher.end();
        assertThat(sink.sent.get(2).partition()).isZero();
        assertThat(sink.sent.get(2).value())
                .isEqualTo(new Rhythm(
                        "tap", 5 * SECOND, List.of(5 * SECOND), List.of(new Silence(5 * SECOND, 7 * SECOND))));
        assertThat(sink.sent.get(3).value()).isInstanceOf(Progress.class);
    }

    @Test
    void aSensorWithoutPacketsEndsAtTimeZero() {
        batcher.end();
        assertThat(sink.progress()).hasSize(4).allMatch(p -> p.getEnd() && p.getTime() == 0);
    }

    @Test
    void progressIsPastWhatHasBeenSentAndNothingElse() {
        randomTraffic(new Random(1), 60_000, 0);
        long told = Long.MIN_VALUE;
        int count = 0;
        for (int i = 0; i < sink.sent.size(); i++) {
            if (sink.sent.get(i).value() instanceof Progress progress && !progress.getEnd()) {
                assertThat(progress.getTime()).isGreaterThanOrEqualTo(told);
                told = progress.getTime();
                count++;
            } else if (sink.sent.get(i).value() instanceof PacketBatch) {
                assertThat(sink.sent.get(i).times()).allMatch(fromTime(told));
            }
        }
        assertThat(count).as("records of progress").isBetween(4 * 10, 4 * 30);
    }

    private static Predicate<Long> fromTime(long told) {
        return time -> time >= told;
    }

    @Test
    void progressNeverGoesBackAndOneWrongClockDoesNotMoveIt() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            packets.add(packet(1000 * SECOND + i * (10 * MILLIS), i % 2 == 0 ? A : B));
        }
        packets.set(9_000, packet(4_000_000_000L * SECOND, A));
        packets.set(15_000, packet(0, B));
        packets.forEach(batcher::add);
        List<Long> told =
                sink.progress().stream().map(Progress::getTime).distinct().toList();
        assertThat(told).isSorted().hasSizeGreaterThan(10).allMatch(time -> time < 1200 * SECOND);
    }

    /** What has ended by then, and what comes too late, depends on it where a clock goes back. */
    @Test
    void howFarItHasComeDependsOnNoSetting() {
        List<List<String>> told = new ArrayList<>();
        for (int linger : new int[] {0, 10, 5000}) {
            for (int batchBytes : new int[] {1, 65_536}) {
                sink.sent.clear();
                batcher = batcher(new CaptureConfig(
                        FlowPartitioning.FLOW, Duration.ofMillis(linger), batchBytes, true, false, false));
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < 3000; i++) {
                        batcher.add(
                                packet(round * (5 * SECOND) + i * (10 * MILLIS), i % 3 == 0 ? A : i % 3 == 1 ? B : C));
                    }
                }
                batcher.end();
                told.add(packetsAndProgress());
            }
        }
        assertThat(told.get(0)).hasSizeGreaterThan(9000);
        assertThat(told).allMatch(told.get(0)::equals);
    }

    /** Of each flow its packets and, between them, how far the sensor had come. Newer packets may come before it or after it. */
    private List<String> packetsAndProgress() {
        Map<String, List<String>> said = new TreeMap<>();
        for (RecordingSink.Sent sent : sink.sent) {
            if (sent.value() instanceof PacketBatch batch) {
                for (long time : sent.times()) {
                    said.computeIfAbsent(sent.key(), key -> new ArrayList<>()).add(time + " of pass " + batch.pass());
                }
            }
        }
        for (String flow : said.keySet()) {
            List<String> all = said.get(flow);
            int packets = 0;
            for (RecordingSink.Sent sent : sink.sent) {
                if (sent.value() instanceof PacketBatch && sent.key().equals(flow)) {
                    packets += sent.times().size();
                } else if (sent.value() instanceof Progress progress && progress.getOrigin() == 0) {
                    long older = sent(flow, packets, progress.getTime());
                    all.add("up to " + progress.getTime() + " after " + older + " older packets");
                }
            }
        }
        return said.values().stream().flatMap(List::stream).toList();
    }

    /** How many of a flow's first packets are older than a time. */
    private long sent(String flow, int packets, long time) {
        return sink.batches().stream()
                .filter(batch -> batch.key().equals(flow))
                .flatMap(batch -> batch.times().stream())
                .limit(packets)
                .filter(packet -> packet < time)
                .count();
    }

    @Test
    void whatAClockShowsAgainIsAnotherPassAndAnotherBatch() {
        batcher = batcher(new CaptureConfig(FlowPartitioning.FLOW, Duration.ofSeconds(60), 65_536, true, false, false));
        for (int second : new int[] {1, 5, 1, 5, 6}) {
            batcher.add(packet(second * SECOND, A));
        }
        batcher.end();
        assertThat(times())
                .containsExactly(List.of(SECOND, 5 * SECOND), List.of(SECOND, 5 * SECOND), List.of(6 * SECOND));
        assertThat(sink.batches().stream().map(sent -> sent.batch().pass())).containsExactly(0, 1, 0);
    }

    @Test
    void sparseTrafficIsNotDrownedInProgress() {
        for (int i = 0; i < 4096; i++) {
            batcher.add(packet(i * (60 * SECOND), A));
        }
        assertThat(sink.progress()).hasSize(4 * 4);
    }

    /** Random flows, sizes, gaps and clock jitter, in any batch size and linger: nothing lost, nothing reordered. */
    @Test
    void theBatchesOfAFlowAreItsPacketsInOrder() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            sink.sent.clear();
            batcher = batcher(new CaptureConfig(
                    FlowPartitioning.values()[random.nextInt(3)],
                    Duration.ofMillis(1 + random.nextInt(300)),
                    2048 << random.nextInt(6),
                    true,
                    false,
                    false));
            Map<String, List<String>> expected = randomTraffic(random, 3000, 20);
            assertThat(sink.flows()).isEqualTo(expected);
            assertThat(batcher.packets()).isEqualTo(3000);
            assertThat(batcher.counters().batches()).isEqualTo(sink.batches().size());
        }
    }

    private Map<String, List<String>> randomTraffic(Random random, int packets, int jitterMillis) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        long clock = 1000 * SECOND;
        for (int i = 0; i < packets; i++) {
            clock += random.nextInt(10) * MILLIS;
            byte[] payload = new byte[random.nextInt(random.nextInt(8) == 0 ? 3000 : 100)];
            random.nextBytes(payload);
            int client = random.nextInt(12);
            byte[] frame = random.nextBoolean()
                    ? Frames.udp(client, 1000, 100, 53, payload)
                    : Frames.udp(100, 53, client, 1000, payload);
            long time = clock - (jitterMillis == 0 ? 0 : random.nextInt(jitterMillis) * MILLIS);
            batcher.add(packet(time, frame));
            expected.computeIfAbsent(HexFormat.of().formatHex(flow(frame).encode("tap")), k -> new ArrayList<>())
                    .add(time + " " + HexFormat.of().formatHex(frame));
        }
        batcher.end();
        return expected;
    }
}
