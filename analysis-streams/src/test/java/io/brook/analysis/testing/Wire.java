package io.brook.analysis.testing;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.engine.Analyses;
import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.packet.LinkType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A wire with an engine that listens to it. Time passes only as told: a millisecond from one packet to the next. */
public final class Wire {
    /** When the first packet comes, in nanoseconds since the epoch. */
    public static final long START = 1_700_000_000_000_000_000L;

    public static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final RecordingEmitter out = new RecordingEmitter();
    private final AnalysisEngine engine;
    private long now = START;

    public Wire() {
        this(false);
    }

    /** @param ignoreChecksums analyse packets whose checksums are wrong */
    public Wire(boolean ignoreChecksums) {
        this(ignoreChecksums, new WorkerLimits(1_000_000, 1 << 26));
    }

    /** @param limits what the engine may hold */
    public Wire(boolean ignoreChecksums, WorkerLimits limits) {
        this(ignoreChecksums, limits, Analyses.ALL);
    }

    private Wire(boolean ignoreChecksums, WorkerLimits limits, Analyses analyses) {
        engine = new AnalysisEngine(
                "sensor", ignoreChecksums, LocalNetworks.PRIVATE, limits, Extraction.NONE, out, analyses, Map.of());
    }

    /** A wire on which nobody looks at what is said, only at how. */
    public static Wire withoutProtocols() {
        return withProtocols(List.of());
    }

    /** A wire on which only some protocols are known. */
    public static Wire withProtocols(List<ProtocolAnalyzer> analyzers) {
        return new Wire(false, new WorkerLimits(1_000_000, 1 << 26), new Analyses(analyzers, type -> true));
    }

    /** See {@link AnalysisEngine#shuntAfter}. */
    public Wire shuntAfter(long payload) {
        engine.shuntAfter(payload);
        return this;
    }

    /** Sends an IP packet. */
    public Wire send(byte[] packet) {
        return send(LinkType.RAW, packet, packet.length);
    }

    /**
     * Sends a frame of which only the first bytes were captured.
     *
     * @param original how many bytes it had
     */
    public Wire send(int linkType, byte[] captured, int original) {
        engine.packet(linkType, captured, 0, captured.length, original, now);
        now += MILLISECOND;
        return this;
    }

    /** Lets time pass. */
    public Wire pass(double seconds) {
        now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        return this;
    }

    /** Has the engine end what is over by now. */
    public Wire advance() {
        engine.advance(now);
        return this;
    }

    /** Has the engine end what is over at a time, in nanoseconds since the epoch. */
    public Wire advanceTo(long time) {
        now = time;
        return advance();
    }

    /** Ends the input; what the engine has said by then. */
    public RecordingEmitter end() {
        engine.end(now);
        return out;
    }

    public RecordingEmitter out() {
        return out;
    }

    public long now() {
        return now;
    }

    /** What matters most of a connection, in a line. Times are in milliseconds. */
    public static String summary(ConnLog c) {
        String duration = c.getDuration() == null ? "-" : String.valueOf(c.getDuration() / MILLISECOND);
        return c.getConnState() + ' ' + (c.getHistory() == null ? "-" : c.getHistory()) + ' '
                + text(c.getOrigBytes()) + '/' + text(c.getRespBytes()) + " bytes "
                + c.getOrigPkts() + '/' + c.getRespPkts() + " packets "
                + c.getMissedBytes() + " missed " + duration + " ms";
    }

    private static String text(Long number) {
        return number == null ? "-" : number.toString();
    }

    /** The summaries of all connections, in the order of their beginnings. */
    public static List<String> summaries(List<ConnLog> connections) {
        return connections.stream()
                .sorted((a, b) -> Long.compare(a.getTs(), b.getTs()))
                .map(Wire::summary)
                .toList();
    }
}
