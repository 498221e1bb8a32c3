package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RandomTraffic;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.capture.trim.ShuntedFlows;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.testing.RealTrace;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine says is the same whether or not a capture leaves out what the engine has said that nobody needs. */
class ShuntedTrafficTest {
    private static final Path SAMPLE = Path.of("../docs/samples/office.pcap");

    /** Is interested in the beginning of every connection, and says so in conn.log. */
    private record Curious() implements ProtocolAnalyzer {
        private static final int ENOUGH = 200;

        @Override
        public String name() {
            return "curious";
        }

        @Override
        public Probe probe(Direction from, ByteCursor first) {
            return Probe.CERTAIN;
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return (originator, in) -> {
                if (in.remaining() < ENOUGH) {
                    return Outcome.CONTINUE;
                }
                context.confirm();
                return Outcome.STOP;
            };
        }
    }

    /** A capture and an engine that hear each other, the capture after so many packets. */
    private static final class Loop implements Emitter {
        private final RecordingEmitter out = new RecordingEmitter();
        private final ShuntedFlows flows;
        private final AnalysisEngine engine;
        private final HeaderWalk walk = new HeaderWalk();
        private final FlowKey key = new FlowKey();
        private final long delay;
        private final Map<String, FlowKey> known = new HashMap<>();
        private final Queue<Message> underWay = new ArrayDeque<>();
        private long packets;
        private long last;
        private long trimmed;

        private record Message(long due, FlowKey flow, ShuntedFlow named) {}

        /** @param delay in packets; what the engine says is never heard when that is negative */
        Loop(long delay, boolean ignoreChecksums, Analyses analyses) {
            this.delay = delay;
            flows = new ShuntedFlows(ignoreChecksums);
            engine = new AnalysisEngine(
                    "s",
                    ignoreChecksums,
                    LocalNetworks.PRIVATE,
                    WorkerLimits.ofHeap(),
                    Extraction.NONE,
                    this,
                    analyses,
                    Map.of());
            engine.measureLoss(900_000_000_000L);
            engine.shuntAfter(1);
        }

        void packet(Packet packet) {
            while (!underWay.isEmpty() && underWay.peek().due() <= packets) {
                Message message = underWay.remove();
                if (message.named() != null) {
                    flows.hear(message.flow(), message.named().getTime());
                } else {
                    flows.hearEnd(message.flow());
                }
            }
            packets++;
            last = packet.time();
            int captured = packet.capturedLength();
            walk.walk(packet.linkType(), packet.buffer(), packet.offset(), captured, packet.originalLength());
            walk.travelKey(key);
            int surplus = walk.hasNext() ? 0 : flows.surplus(walk, key, packet);
            int original = packet.originalLength();
            trimmed += surplus;
            if (surplus > 0) {
                byte[] headers = packet.copy().buffer();
                // Nobody reads what is not there.
                Arrays.fill(headers, captured - surplus, captured, (byte) 0x55);
                engine.trimmedPacket(packet.linkType(), headers, 0, captured - surplus, original, last);
            } else {
                engine.packet(packet.linkType(), packet.buffer(), packet.offset(), captured, original, last);
            }
        }

        Loop end() {
            engine.end(last);
            return this;
        }

        @Override
        public void log(SpecificRecord line) {
            out.log(line);
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            out.report(subject, found);
        }

        @Override
        public void shunt(SubjectKey subject, ShuntedFlow named) {
            if (delay >= 0) {
                FlowKey flow = named == null ? flowOf(subject) : FlowKey.decode(bytes(named));
                underWay.add(new Message(packets + delay, flow, named));
            }
        }

        /** As a capture does: it knows what it has been told of. */
        private FlowKey flowOf(SubjectKey subject) {
            return known.get(subject.getSubject());
        }

        private byte[] bytes(ShuntedFlow named) {
            byte[] bytes = new byte[named.getFlow().remaining()];
            named.getFlow().duplicate().get(bytes);
            FlowKey flow = FlowKey.decode(bytes);
            known.put(flow.toString(), flow);
            return bytes;
        }

        List<String> said() {
            List<String> all = new ArrayList<>();
            out.lines().forEach(line -> all.add(line.toString()));
            out.reports().forEach(report -> all.add(report.toString()));
            return all;
        }
    }

    private static Loop replay(Path trace, long delay, boolean ignoreChecksums) throws Exception {
        Loop loop = new Loop(delay, ignoreChecksums, Analyses.ALL);
        try (TraceReader reader = TraceReader.open(trace)) {
            while (reader.next()) {
                loop.packet(reader.packet());
            }
        } catch (TraceException e) {
            // Some are cut short, or empty; what came before counts.
        }
        return loop.end();
    }

    /** @return how many bytes were left out */
    private static long compare(Path trace, long delay, boolean ignoreChecksums) throws Exception {
        Loop whole = replay(trace, -1, ignoreChecksums);
        Loop shunted = replay(trace, delay, ignoreChecksums);
        assertThat(shunted.said()).as(trace.getFileName().toString()).isEqualTo(whole.said());
        assertThat(shunted.engine.counters().sessionsTrimmed()).isZero();
        assertThat(whole.trimmed).isZero();
        return shunted.trimmed;
    }

    @Test
    void ofTheSample() throws Exception {
        assertThat(compare(SAMPLE, 0, true)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "20, true", "0, false"})
    void ofRealTraces(long delay, boolean ignoreChecksums) throws Exception {
        long trimmed = 0;
        for (RealTrace trace : RealTrace.all()) {
            trimmed += compare(trace.file(), delay, ignoreChecksums);
        }
        assertThat(trimmed).isGreaterThan(10_000);
    }

    /** The traffic has gaps, overlaps, wrong checksums, resets, reused tuples, fragments, tunnels and long silences. */
    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24, 25, 26})
    void ofRandomTraffic(int seed) {
        List<RandomTraffic.Packet> packets = new RandomTraffic(seed).conversations(2000, true);
        Loop whole = replay(packets, -1);
        long trimmed = 0;
        for (int delay : new int[] {0, 1, 5, 50, 1000}) {
            Loop shunted = replay(packets, delay);
            assertThat(shunted.said()).as("after " + delay).isEqualTo(whole.said());
            assertThat(shunted.engine.counters().sessionsTrimmed()).isZero();
            trimmed += shunted.trimmed;
        }
        assertThat(trimmed).isGreaterThan(100_000);
    }

    private static Loop replay(List<RandomTraffic.Packet> packets, long delay) {
        Loop loop = new Loop(delay, false, new Analyses(List.of(new Curious()), type -> true));
        Packet packet = new Packet();
        for (RandomTraffic.Packet each : packets) {
            int length = each.bytes().length;
            packet.set(LinkType.RAW, each.time(), each.bytes(), 0, length, length);
            loop.packet(packet);
        }
        return loop.end();
    }
}
