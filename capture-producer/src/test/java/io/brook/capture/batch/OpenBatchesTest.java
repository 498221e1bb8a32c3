package io.brook.capture.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenBatchesTest {
    private static final CaptureConfig PATIENT = new CaptureConfig(
            FlowPartitioning.HOST_PAIR, Duration.ofSeconds(60), CaptureConfig.MAX_BATCH_BYTES, true, false, false);

    private final RecordingSink sink = new RecordingSink(3);
    private final BufferPool pool = new BufferPool();
    private final OpenBatches batches = new OpenBatches("tap", PATIENT, sink, pool);
    private final FlowKey flow = new FlowKey();

    private void add(int host, long time, int length) {
        flow.set(17, 0, host, 1, 0, 1_000_000, 2, false);
        Packet packet = new Packet();
        packet.set(1, time, new byte[length], 0, length, length);
        batches.add(flow, packet);
    }

    private List<Long> firstTimes() {
        return sink.batches().stream().map(s -> s.batch().time(0)).toList();
    }

    @Test
    void theOldestLeavesWhenTooManyAreOpen() {
        for (int i = 0; i < OpenBatches.MAX_OPEN + 3; i++) {
            add(i, i, 1);
        }
        assertThat(firstTimes()).containsExactly(0L, 1L, 2L);
        assertThat(batches.open()).isEqualTo(OpenBatches.MAX_OPEN);
        assertThat(batches.sentEarly()).isEqualTo(3);
        batches.sendAll();
        assertThat(firstTimes())
                .isEqualTo(LongStream.range(0, OpenBatches.MAX_OPEN + 3).boxed().toList());
        assertThat(batches.bytes()).isZero();
    }

    @Test
    void theOldestLeavesWhenTheyTakeTooMuchMemory() {
        for (int i = 0; i < 1000; i++) {
            add(i, i, 100_000);
            assertThat(batches.bytes()).isLessThanOrEqualTo(OpenBatches.MAX_BYTES);
        }
        assertThat(batches.open()).isBetween(300, 512);
        assertThat(firstTimes()).isSorted().hasSize(1000 - batches.open());
        assertThat(pool.kept()).isLessThanOrEqualTo(BufferPool.MAX_KEPT);
    }

    @Test
    void aFullBatchLeavesAloneAndItsFlowGoesToTheEndOfTheRow() {
        add(1, 1, 10);
        add(2, 2, CaptureConfig.MAX_BATCH_BYTES);
        add(3, 3, 10);
        add(2, 4, 10);
        batches.sendAll();
        assertThat(firstTimes()).containsExactly(2L, 1L, 3L, 4L);
        assertThat(batches.bytes()).isZero();
        assertThat(batches.open()).isZero();
        assertThat(batches.sent()).isEqualTo(4);
    }

    /** Hostile senders can choose addresses so that all their flows have one hash. */
    @Test
    @Timeout(20)
    void flowsOfOneHashDoNotSlowItDown() {
        Packet packet = new Packet();
        packet.set(1, 0, new byte[60], 0, 60, 60);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < OpenBatches.MAX_OPEN; i++) {
                colliding(i);
                batches.add(flow, packet);
            }
        }
        assertThat(batches.open()).isEqualTo(OpenBatches.MAX_OPEN);
    }

    /** Solves the key's hash for the last number that enters it. */
    private void colliding(int i) {
        long firstHigh = i;
        long secondHigh = 1L << 60;
        long before = mix(mix(mix(firstHigh ^ mix(17)) + 1 + (2L << 32)) ^ secondHigh);
        flow.set(17, firstHigh, 0, 1, secondHigh, -before, 2, false);
        assertThat(flow.hashCode()).isZero();
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
