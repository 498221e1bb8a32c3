package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionListener;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.analysis.flow.WorkerLimits;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import java.util.List;

/**
 * The whole analysis of one sensor's traffic, or of the part of it that one task gets: packets in, records out through an
 * {@link Emitter}. Knows nothing of Kafka. Not thread-safe.
 *
 * <p>Time is the packets': nothing here reads a clock. A flow's records depend on that flow's packets alone, so that the
 * result is the same however the traffic is split over engines.
 */
public final class AnalysisEngine {
    private final String sensor;
    private final LocalNetworks local;
    private final Emitter out;
    private final ConnRecords records;
    private final Weirds weirds;
    private final TunnelTable tunnels;
    private final Dispatcher dispatcher;
    private final ConnectionTracker connections;
    private final IpAnalysis packets;

    /**
     * @param ignoreChecksums analyse packets whose checksums are wrong
     * @param limits what this engine and all others of the process may hold
     */
    public AnalysisEngine(
            String sensor, boolean ignoreChecksums, LocalNetworks local, WorkerLimits limits, Emitter out) {
        this(sensor, ignoreChecksums, local, limits, out, Analyzers.ALL);
    }

    /** @param analyzers the protocols to look for, at most 64 */
    public AnalysisEngine(
            String sensor,
            boolean ignoreChecksums,
            LocalNetworks local,
            WorkerLimits limits,
            Emitter out,
            List<ProtocolAnalyzer> analyzers) {
        this.sensor = sensor;
        this.local = local;
        this.out = out;
        this.records = new ConnRecords(sensor, local);
        this.weirds = new Weirds(sensor, out);
        this.tunnels = new TunnelTable(sensor, out);
        Violations violations = new Violations(sensor, out);
        this.dispatcher = new Dispatcher(sensor, analyzers, local, out, weirds, violations, tunnels);
        this.connections = new ConnectionTracker(ignoreChecksums, limits, new Listener());
        this.packets = new IpAnalysis(sensor, ignoreChecksums, connections, weirds, tunnels, violations);
    }

    /**
     * Takes in a frame. Whatever its bytes, this does not throw.
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

    /** Nothing older than this is to come: ends the connections that are over by then. */
    public void advance(long time) {
        packets.expire(time);
        connections.advance(time);
        dispatcher.expire(time);
        tunnels.expire(time);
    }

    /** The sensor's input has ended at this time: ends all connections. */
    public void end(long time) {
        connections.end(time);
        tunnels.expire(time);
    }

    /** What has been given up so far. */
    public EngineCounters counters() {
        return new EngineCounters(
                connections.evicted(),
                connections.streamsGivenUp(),
                packets.fragmentedPacketsGivenUp(),
                dispatcher.failures(),
                dispatcher.sessionsTrimmed());
    }

    /** Forgets everything without a word, and gives back what it held: another worker goes on with the sensor's traffic. */
    public void abandon() {
        connections.abandon();
    }

    private final class Listener implements ConnectionListener {
        @Override
        public void established(Connection c, long time) {
            observe(c.originatorHigh(), c.originatorLow(), time);
            observe(c.responderHigh(), c.responderLow(), time);
        }

        private void observe(long high, long low, long time) {
            if (local.contains(high, low)) {
                String host = IpAddress.format(high, low);
                out.report(host, new KnownHostsLog(new LogMeta(sensor, time), time, host));
            }
        }

        @Override
        public void odd(Connection connection, Weird weird, String detail, long time) {
            weirds.onConnection(connection, weird, detail, time);
        }

        @Override
        public PayloadFollower follow(Connection connection) {
            return dispatcher.follow(connection);
        }

        @Override
        public void tunneled(Connection connection, long time) {
            packets.tunneled();
        }

        @Override
        public void removed(Connection connection, long time) {
            tunnels.closed(connection, time);
            out.log(records.of(connection, time));
        }
    }
}
