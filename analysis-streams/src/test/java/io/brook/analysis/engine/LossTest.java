package io.brook.analysis.engine;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an engine counts of what the capture has missed. */
class LossTest {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);
    private static final WorkerLimits LIMITS = new WorkerLimits(1_000_000, 1 << 26);

    private final RecordingEmitter out = new RecordingEmitter();
    private long now = Wire.START;

    private AnalysisEngine engine(Map<ByteBuffer, byte[]> saved) {
        AnalysisEngine engine = new AnalysisEngine(
                "s", false, LocalNetworks.PRIVATE, LIMITS, Extraction.NONE, out, Analyses.ALL, saved);
        engine.measureLoss(INTERVAL);
        engine.trackChanges();
        return engine;
    }

    private void client(AnalysisEngine engine, int flags, long sequence, long acknowledgment, int length) {
        send(engine, PacketBuilder.tcp("10.0.0.1", 40_000, "10.0.0.2", 9), flags, sequence, acknowledgment, length);
    }

    private void server(AnalysisEngine engine, int flags, long sequence, long acknowledgment, int length) {
        send(engine, PacketBuilder.tcp("10.0.0.2", 9, "10.0.0.1", 40_000), flags, sequence, acknowledgment, length);
    }

    private void send(
            AnalysisEngine engine, PacketBuilder packet, int flags, long sequence, long acknowledgment, int length) {
        byte[] bytes = packet.flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .payload(length)
                .ip();
        engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, now);
        now += Wire.MILLISECOND;
    }

    private void talk(AnalysisEngine engine) {
        client(engine, SYN, 0, 0, 0);
        server(engine, SYN | ACK, 0, 1, 0);
        client(engine, ACK, 1, 1, 0);
        client(engine, ACK, 1, 1, 100);
        server(engine, ACK, 1, 101, 0);
        // What the server has of the client by now nobody saw.
        server(engine, ACK, 1, 301, 50);
        // Said once more, and that is no news.
        server(engine, ACK, 51, 301, 0);
        client(engine, ACK, 301, 51, 0);
    }

    @Test
    void countsAcknowledgmentsAndThoseOfWhatWasNotCaptured() {
        AnalysisEngine engine = engine(Map.of());
        engine.advance(now);
        talk(engine);
        engine.advance(now + INTERVAL);
        AckCount count = out.reports(AckCount.class).get(0);
        assertThat(count.getAcks()).isEqualTo(3);
        assertThat(count.getGaps()).isEqualTo(1);
        assertThat(count.getMeta().getSensor()).isEqualTo("s");
        assertThat(count.getMeta().getWritten() % INTERVAL).isZero();
        assertThat(count.getSince()).isEqualTo(Wire.START);
    }

    @Test
    void saysSoWhenThereWasNothing() {
        AnalysisEngine engine = engine(Map.of());
        engine.advance(now);
        engine.advance(now + 2 * INTERVAL);
        assertThat(out.reports(AckCount.class)).hasSize(2).allMatch(count -> count.getAcks() == 0);
    }

    @Test
    void goesOnElsewhere() {
        AnalysisEngine engine = engine(Map.of());
        engine.advance(now);
        talk(engine);
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        engine.save(new StateSink() {
            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        });
        engine.abandon();

        AnalysisEngine next = engine(saved);
        server(next, ACK, 51, 401, 0);
        next.advance(now + INTERVAL);
        AckCount count = out.reports(AckCount.class).get(0);
        assertThat(count.getAcks()).isEqualTo(4);
        assertThat(count.getGaps()).isEqualTo(2);
    }
}
