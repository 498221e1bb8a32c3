package io.brook.capture.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.TraceSequence;
import io.brook.schemas.flow.FlowPartitioning;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.testing.RealTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same packets give the same records in the same order: on this a capture relies that resumes. */
class RepeatableTest {
    private static final class Lines implements RecordSink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public int partitions() {
            return 5;
        }

        @Override
        public void send(int partition, byte[] key, Object value) {
            byte[] encoded = RecordSerde.of(Object.class).serializer().serialize("packets", value);
            HexFormat hex = HexFormat.of();
            lines.add(partition + " " + hex.formatHex(key) + " " + hex.formatHex(encoded));
        }
    }

    /** Flows, fragments in any order, a clock that jumps, more open batches than are allowed. */
    private static List<String> storm(BufferPool pool, int linger) {
        Random random = new Random(7);
        Lines lines = new Lines();
        CaptureConfig config =
                new CaptureConfig(FlowPartitioning.HOST_PAIR, Duration.ofMillis(linger), 4096, true, false, false);
        FlowBatcher batcher = new FlowBatcher("tap", config, lines, pool);
        long time = Frames.SECOND;
        for (int i = 0; i < 60_000; i++) {
            time += random.nextInt(10_000) == 0 ? (random.nextInt(80) - 30) * Frames.SECOND : random.nextInt(100_000);
            batcher.add(Frames.packet(time, frame(random)));
        }
        batcher.end();
        assertThat(batcher.counters().batchesEarly() > 0).isEqualTo(linger > 1000);
        assertThat(batcher.counters().fragmentsHeld()).isPositive();
        return lines.lines;
    }

    private static byte[] frame(Random random) {
        int from = random.nextInt(60);
        int to = random.nextInt(60);
        if (random.nextInt(10) == 0) {
            int at = random.nextInt(4) * 400;
            return Frames.fragment(from, to, random.nextInt(500), Frames.datagram(from, 53, 1592), at, at + 400);
        }
        return Frames.udp(from, random.nextInt(20), to, random.nextInt(2000), new byte[random.nextInt(300)]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 60_000})
    void theSamePacketsGiveTheSameRecordsTwice(int linger) {
        BufferPool used = new BufferPool();
        List<String> first = storm(used, linger);
        assertThat(storm(used, linger)).isEqualTo(first);
        assertThat(storm(new BufferPool(), linger)).isEqualTo(first).hasSizeGreaterThan(10_000);
    }

    @Test
    void realTracesGiveTheSameRecordsTwice() throws Exception {
        List<Path> all = RealTrace.all().stream().map(RealTrace::file).toList();
        BufferPool used = new BufferPool();
        List<String> first = records(all, used);
        assertThat(records(all, used).equals(first)).isTrue();
        assertThat(first).hasSizeGreaterThan(RealTrace.captures().size());
    }

    private static List<String> records(List<Path> traces, BufferPool pool) throws Exception {
        Lines lines = new Lines();
        FlowBatcher batcher = new FlowBatcher("tap", CaptureConfig.DEFAULT, lines, pool);
        try (TraceSequence sequence = TraceSequence.open(traces)) {
            while (sequence.next()) {
                batcher.add(sequence.packet());
            }
        }
        batcher.end();
        return lines.lines;
    }
}
