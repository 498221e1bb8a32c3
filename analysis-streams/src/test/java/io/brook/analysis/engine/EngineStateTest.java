package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.Packets;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.testing.RealTrace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine that is killed at any packet, and goes on elsewhere from what it has saved, says what it would have said. */
class EngineStateTest {
    private static final int MOVES_ABOUT_ONE_IN = 16;

    /** Larger ones would only say the same again. */
    private static final long MAX_TRACE = 300_000;

    static Stream<RealTrace> traces() {
        return RealTrace.all().stream().filter(trace -> trace.file().toFile().length() <= MAX_TRACE);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void saysTheSameWhenItMovesBetweenAnyTwoPackets(RealTrace trace) throws TraceException {
        List<String> undisturbed = new Moving(trace, false).said();
        assertThat(new Moving(trace, true).said()).isEqualTo(undisturbed);
    }

    /** Analyses a trace, with or without moving. */
    private static final class Moving implements StateSink, Emitter {
        private final String sensor;
        private final List<String> said = new ArrayList<>();
        private final Map<ByteBuffer, byte[]> saved = new HashMap<>();
        private AnalysisEngine engine;

        Moving(RealTrace trace, boolean moves) throws TraceException {
            sensor = trace.name();
            engine = engine();
            SplittableRandom random = new SplittableRandom(7);
            try (TraceReader reader = TraceReader.open(trace.file())) {
                Packet packet = reader.packet();
                while (reader.next()) {
                    Packets.analyze(engine, packet);
                    if (moves && random.nextInt(MOVES_ABOUT_ONE_IN) == 0) {
                        move();
                    }
                }
                engine.end(packet.time());
            } catch (TraceException e) {
                // A trace that is cut says what it says up to there.
                engine.end(Long.MAX_VALUE / 2);
            }
            assertThat(engine.counters().sessions()).as("sessions that threw").isZero();
        }

        private AnalysisEngine engine() {
            AnalysisEngine next = new AnalysisEngine(
                    sensor,
                    true,
                    LocalNetworks.PRIVATE,
                    WorkerLimits.ofHeap(),
                    Extraction.NONE,
                    this,
                    Analyses.ALL,
                    saved);
            next.trackChanges();
            next.shuntAfter(1);
            return next;
        }

        private void move() {
            engine.save(this);
            engine.abandon();
            engine = engine();
        }

        List<String> said() {
            return said.stream().sorted().toList();
        }

        @Override
        public void shunt(SubjectKey key, ShuntedFlow flow) {
            said.add(key + " " + flow);
        }

        @Override
        public void log(SpecificRecord line) {
            said.add(line.toString());
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            said.add(subject + ' ' + found);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            saved.put(ByteBuffer.wrap(key), value);
        }

        @Override
        public void remove(byte[] key) {
            saved.remove(ByteBuffer.wrap(key));
        }
    }
}
