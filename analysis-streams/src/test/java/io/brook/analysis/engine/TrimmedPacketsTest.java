package io.brook.analysis.engine;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RandomTraffic;
import io.brook.analysis.testing.RandomTraffic.Packet;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.InternetChecksum;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TCP segments whose payload the producer left out. */
class TrimmedPacketsTest {
    private static final int TCP_HEADER = 20;

    private final RecordingEmitter out = new RecordingEmitter();
    private final HeaderWalk walk = new HeaderWalk();
    private long now = Wire.START;

    private static AnalysisEngine engine(RecordingEmitter out, List<ProtocolAnalyzer> analyzers) {
        WorkerLimits limits = new WorkerLimits(1_000_000, 1 << 26);
        return new AnalysisEngine(
                "s",
                false,
                LocalNetworks.PRIVATE,
                limits,
                Extraction.NONE,
                out,
                new Analyses(analyzers, type -> true),
                Map.of());
    }

    /** The traffic has gaps, overlaps, wrong checksums, resets, reused tuples, and segments before and after all of these. */
    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14})
    void tellAllThatWholeOnesTellOfTheirConnections(int seed) {
        List<Packet> packets = new RandomTraffic(seed).conversations(400, true);
        RecordingEmitter whole = new RecordingEmitter();
        AnalysisEngine first = engine(whole, List.of());
        AnalysisEngine second = engine(out, List.of());
        Random random = new Random(seed);
        int trimmed = 0;
        for (Packet packet : packets) {
            byte[] bytes = packet.bytes();
            first.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, packet.time());
            int headers = headersOf(bytes);
            if (headers < bytes.length && random.nextInt(4) > 0) {
                second.trimmedPacket(LinkType.RAW, bytes.clone(), 0, headers, bytes.length, packet.time());
                trimmed++;
            } else {
                second.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, packet.time());
            }
        }
        long end = packets.get(packets.size() - 1).time();
        first.end(end);
        second.end(end);
        assertThat(out.everything()).isEqualTo(whole.everything()).hasSizeGreaterThan(400);
        assertThat(trimmed).isGreaterThan(300);
    }

    /** How many bytes the headers have where a producer may leave out what follows them. */
    private int headersOf(byte[] packet) {
        boolean tcp = walk.walk(LinkType.RAW, packet, 0, packet.length, packet.length)
                && walk.protocol() == IpProtocol.TCP
                && !walk.fragment()
                && InternetChecksum.isTransportIntact(walk, packet, true);
        return tcp ? walk.payloadOffset() + TCP_HEADER : packet.length;
    }

    @Test
    void areNotTruncated() {
        AnalysisEngine engine = engine(out, List.of());
        open(engine);
        byte[] data = segment(ACK, 1, 500);
        engine.trimmedPacket(LinkType.RAW, data, 0, 40, data.length, now++);
        assertThat(out.weirdNames()).isEmpty();
        engine.packet(LinkType.RAW, data, 0, 40, data.length, now++);
        assertThat(out.weirdNames()).containsExactly("truncated_tcp_payload");
    }

    @Test
    void endASessionThatStillWantsTheirBytesAndAreCountedThen() {
        AnalysisEngine engine = engine(out, List.of(new FingerAnalyzer()));
        open(engine);
        byte[] first = segment(ACK, 1, 3);
        engine.packet(LinkType.RAW, first, 0, first.length, first.length, now++);
        byte[] data = segment(ACK, 4, 10);
        engine.trimmedPacket(LinkType.RAW, data, 0, 40, data.length, now++);
        byte[] question = PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 79)
                .flags(ACK)
                .sequence(14)
                .acknowledgment(1)
                .payload("alice\r\n".getBytes(StandardCharsets.US_ASCII))
                .ip();
        engine.packet(LinkType.RAW, question, 0, question.length, question.length, now++);
        engine.end(now);
        assertThat(engine.counters().sessionsTrimmed()).isEqualTo(1);
        assertThat(engine.counters().isAny()).isTrue();
        assertThat(out.connection().getService()).isNull();
        assertThat(out.connection().getOrigBytes()).isEqualTo(20);
        assertThat(out.connection().getMissedBytes()).isZero();
    }

    private void open(AnalysisEngine engine) {
        byte[] syn = segment(SYN, 0, 0);
        engine.packet(LinkType.RAW, syn, 0, syn.length, syn.length, now++);
        byte[] answer = PacketBuilder.tcp("10.0.0.2", 79, "10.0.0.1", 1024)
                .flags(SYN | ACK)
                .acknowledgment(1)
                .ip();
        engine.packet(LinkType.RAW, answer, 0, answer.length, answer.length, now++);
    }

    private static byte[] segment(int flags, long sequence, int length) {
        return PacketBuilder.tcp("10.0.0.1", 1024, "10.0.0.2", 79)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(1)
                .payload(length)
                .ip();
    }
}
