package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.FileTable;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionListener;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.analysis.flow.TcpConnection;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Reports;
import io.brook.analysis.record.SettledEmitter;
import io.brook.analysis.registry.FileAnalyzers;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole analysis of one sensor's traffic, or of the part of it that one task gets: packets in, records out through an
 * {@link Emitter}. Knows nothing of Kafka. Not thread-safe.
 *
 * <p>Time is the packets': nothing here reads a clock. A flow's records depend on that flow's packets alone, so that the
 * result is the same however the traffic is split over engines.
 */
public final class AnalysisEngine {
    /** The subject of what is reported of loss. */
    private static final String LOSS = "capture-loss";

    private final String sensor;
    private final SettledEmitter out;
    private final ConnRecords records;
    private final EngineTables tables;
    private final Reports reports;
    private final FileTable files;
    private final Dispatcher dispatcher;
    private final ConnectionTracker connections;
    private final IpAnalysis packets;
    private final EngineState state;
    private final OpenConnections open;
    private final ConnectionFindings findings;

    /** How long losses are counted before they are reported; 0 when they are not. */
    private long lossInterval;

    /**
     * @param ignoreChecksums analyse packets whose checksums are wrong
     * @param limits what this engine and all others of the process may hold
     */
    public AnalysisEngine(
            String sensor, boolean ignoreChecksums, LocalNetworks local, WorkerLimits limits, Emitter out) {
        this(sensor, ignoreChecksums, local, limits, Extraction.NONE, out, Analyses.ALL, Map.of());
    }

    /**
     * An engine that goes on where another one was.
     *
     * @param extraction where the contents of files are written to; this engine's own
     * @param analyses what connections are looked at for
     * @param saved all pieces that the other one has {@linkplain #save saved} and not removed, by their keys
     * @throws RuntimeException when they cannot be read: another version has saved them
     */
    public AnalysisEngine(
            String sensor,
            boolean ignoreChecksums,
            LocalNetworks local,
            WorkerLimits limits,
            Extraction extraction,
            Emitter out,
            Analyses analyses,
            Map<ByteBuffer, byte[]> saved) {
        this.sensor = sensor;
        this.out = new SettledEmitter(out);
        this.records = new ConnRecords(sensor, local);
        this.state = new EngineState(List.of(this.out), saved);
        this.tables = state.tables(() -> new EngineTables(sensor, this.out));
        this.out.settle(tables.settled());
        this.reports = new Reports(sensor, local, this.out, tables.weirdSampler());
        this.open = new OpenConnections(records, reports);
        this.files = new FileTable(sensor, FileAnalyzers.ALL, extraction, limits.maxFileBytes(), reports.lines());
        state.files(files);
        this.findings = new ConnectionFindings(reports);
        this.dispatcher = new Dispatcher(analyses, reports, findings, tables, files);
        Listener listener = new Listener();
        this.connections = new ConnectionTracker(ignoreChecksums, limits, listener);
        this.packets = new IpAnalysis(ignoreChecksums, connections, tables, reports);
        state.connections(connections, List.of(listener, dispatcher, connections.budget(), files));
    }

    /** The next frames are of this pass of the sensor's clock: {@link io.brook.schemas.packet.PacketBatch#pass}. */
    public void inPass(int pass) {
        connections.inPass(pass);
    }

    /**
     * Analyses a frame. Whatever its bytes are, this does not throw.
     *
     * @param linkType a {@link io.brook.schemas.packet.LinkType}
     * @param captured bytes of the frame in {@code data}, from {@code offset}
     * @param original bytes the frame had on the wire
     * @param time nanoseconds since the epoch
     */
    public void packet(int linkType, byte[] data, int offset, int captured, int original, long time) {
        packets.frame(linkType, data, offset, captured, false, original, time);
    }

    /**
     * Takes in a frame as {@link #packet} does, the payload of whose TCP segment the producer left out: it was captured, its
     * checksum is right, and nobody needs it.
     *
     * @param captured bytes of the frame in {@code data}: all its headers
     */
    public void trimmedPacket(int linkType, byte[] data, int offset, int captured, int original, long time) {
        packets.frame(linkType, data, offset, captured, true, original, time);
    }

    /** From now on reports packets whose protocol is not analysed, for unknown_protocols.log. */
    public void reportUnknownProtocols() {
        packets.reportUnknownProtocols();
    }

    /**
     * From now on counts what the capture has missed, and {@linkplain Emitter#report reports} it at the end of each interval.
     *
     * @param interval in nanoseconds of packet time
     */
    public void measureLoss(long interval) {
        lossInterval = interval;
    }

    /**
     * From now on {@linkplain Emitter#shunt says} of which connections captures need not publish the payload any more.
     *
     * @param payload how much of it must have come that nobody needs, in bytes; more than 0
     */
    public void shuntAfter(long payload) {
        connections.shuntAfter(payload);
    }

    /**
     * From now on reports connections that have been open for long.
     *
     * @param durations for how long, in nanoseconds, the shortest first
     */
    public void reportLongConnections(long... durations) {
        connections.tellOfLong(durations);
    }

    /**
     * From now on reports what connections show and only some sites want to hear of.
     *
     * @param notes the types of the notices: see {@link io.brook.analysis.detect.connection.ExtraFindings}
     */
    public void reportExtras(Set<String> notes) {
        findings.want(notes);
    }

    private void advanceLoss(long time) {
        if (lossInterval > 0) {
            tables.acknowledgments().advance(time, lossInterval, count -> out.report(LOSS, record(count)));
        }
    }

    private AckCount record(Acknowledgments.Count count) {
        LogMeta meta = new LogMeta(sensor, count.until());
        return new AckCount(meta, count.since(), count.all(), count.missing());
    }

    /**
     * Nothing older than this is to come, unless a clock has gone back: ends the connections that are over by then. From now on
     * nothing is said to have been written before it.
     */
    public void advance(long time) {
        packets.expire(time);
        connections.advance(time);
        dispatcher.expire(time);
        files.expire(time);
        tables.tunnels().expire(time);
        advanceLoss(time);
        settle(time);
    }

    /** From now on nothing is said to have been written before this time: others have been told that all of it is there. */
    public void settle(long time) {
        tables.settle(time);
        out.settle(time);
    }

    /** The sensor's input has ended at this time: ends all connections. */
    public void end(long time) {
        connections.advance(time);
        reports.inventory().noteEndOfInput();
        connections.end(time);
        files.end(time);
        tables.tunnels().expire(time);
        advanceLoss(time);
    }

    /** What has been given up so far. */
    public EngineCounters counters() {
        return new EngineCounters(
                connections.evicted(),
                connections.streamsGivenUp(),
                packets.fragmentedPacketsGivenUp(),
                dispatcher.failures(),
                dispatcher.sessionsTrimmed(),
                files.evicted());
    }

    /**
     * Saves what is no longer as it was when this was last called. Costs what has changed, not what there is. Only after
     * {@link #trackChanges}.
     */
    public void save(StateSink sink) {
        state.save(sink);
    }

    /** Removes all that was saved: after {@link #end}. */
    public void erase(StateSink sink) {
        state.erase(sink);
    }

    /** From now on keeps an account of what changes, for {@link #save}. */
    public void trackChanges() {
        files.trackChanges();
        connections.trackChanges();
    }

    /** Forgets everything without reporting it, and releases what it held: another worker goes on with the sensor's traffic. */
    public void abandon() {
        connections.abandon();
        files.abandon();
    }

    private final class Listener implements ConnectionListener {
        @Override
        public void established(Connection c, long time) {
            reports.inventory().established(c, time);
        }

        @Override
        public void odd(Connection connection, Weird weird, String detail, long time) {
            reports.weirds().onConnection(connection, weird.oddity(), null, detail, time);
        }

        @Override
        public void acknowledged(boolean missing, long time) {
            if (lossInterval > 0) {
                tables.acknowledgments().count(missing, time, lossInterval);
            }
        }

        @Override
        public PayloadFollower follow(Connection connection) {
            return new ConnectionAnalysis(connection, dispatcher);
        }

        @Override
        public void missed(TcpConnection connection, Direction direction, long sequence, long length, long time) {
            findings.gap(connection, direction, sequence, length, time);
        }

        @Override
        public void tunneled(Connection connection, long time) {
            packets.tunneled();
        }

        @Override
        public void unneeded(TcpConnection connection, long time) {
            ByteBuffer flow = ByteBuffer.wrap(connection.key().encode(""));
            out.shunt(keyOf(connection), new ShuntedFlow(sensor, flow, connection.uid(sensor), time));
        }

        @Override
        public void lasted(Connection connection, long time) {
            open.report(connection, time);
        }

        private SubjectKey keyOf(Connection connection) {
            return new SubjectKey(sensor, connection.key().toString());
        }

        @Override
        public void removed(Connection connection, long time) {
            boolean silent = connection.originatorBytes() == 0 && connection.responderBytes() == 0;
            if (silent && connection instanceof TcpConnection && dispatcher.isExpected(connection)) {
                // Who expected it hears of it all the same.
                follow(connection).finish(time);
            }
            if (connection instanceof TcpConnection tcp && tcp.isShunted()) {
                out.shunt(keyOf(connection), null);
            }
            tables.tunnels().closed(connection, time);
            reports.inventory().ended(connection, time);
            out.log(records.of(connection, time));
        }
    }
}
