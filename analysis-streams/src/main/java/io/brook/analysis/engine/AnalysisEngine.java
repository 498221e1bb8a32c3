package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionListener;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.layer.InternetChecksum;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.subject.HostSeen;
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
    private final boolean ignoreChecksums;
    private final LocalNetworks local;
    private final Emitter out;
    private final ConnRecords records;
    private final ConnectionTracker connections;
    private final HeaderWalk frame = new HeaderWalk();

    /** @param ignoreChecksums analyse packets whose checksums are wrong */
    public AnalysisEngine(String sensor, boolean ignoreChecksums, LocalNetworks local, Emitter out) {
        this.sensor = sensor;
        this.ignoreChecksums = ignoreChecksums;
        this.local = local;
        this.out = out;
        this.records = new ConnRecords(sensor, local);
        this.connections = new ConnectionTracker(ignoreChecksums, new Listener());
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
        if (frame.walk(linkType, data, offset, captured, original)) {
            ip(frame, data, time, List.of());
        }
    }

    private void ip(HeaderWalk packet, byte[] data, long time, List<String> tunnels) {
        if (!ignoreChecksums && !InternetChecksum.isIpHeaderIntact(packet, data)) {
            return;
        }
        switch (packet.protocol()) {
            case IpProtocol.ESP, IpProtocol.MOBILITY, IpProtocol.NO_NEXT_HEADER -> {}
            default -> connections.packet(packet, data, time, tunnels);
        }
    }

    /** Nothing older than this is to come: ends the connections that are over by then. */
    public void advance(long time) {
        connections.advance(time);
    }

    /** The sensor's input has ended at this time: ends all connections. */
    public void end(long time) {
        connections.end(time);
    }

    private final class Listener implements ConnectionListener {
        @Override
        public void established(Connection c, long time) {
            observe(c.originatorHigh(), c.originatorLow(), time);
            observe(c.responderHigh(), c.responderLow(), time);
        }

        private void observe(long high, long low, long time) {
            if (local.contains(high, low)) {
                out.observe(new HostSeen(sensor, IpAddress.format(high, low), time));
            }
        }

        @Override
        public void removed(Connection connection, long time) {
            out.log(records.of(connection, time));
        }
    }
}
