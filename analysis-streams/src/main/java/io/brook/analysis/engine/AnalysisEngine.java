package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionListener;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.flow.UdpConnection;
import io.brook.analysis.layer.FragmentTable;
import io.brook.analysis.layer.InternetChecksum;
import io.brook.analysis.layer.tunnel.Inner;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.layer.tunnel.Tunnels;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.subject.HostSeen;
import java.util.Arrays;

/**
 * The whole analysis of one sensor's traffic, or of the part of it that one task gets: packets in, records out through an
 * {@link Emitter}. Knows nothing of Kafka. Not thread-safe.
 *
 * <p>Time is the packets': nothing here reads a clock. A flow's records depend on that flow's packets alone, so that the
 * result is the same however the traffic is split over engines.
 */
public final class AnalysisEngine {
    private static final int UDP_HEADER = 8;

    private final String sensor;
    private final boolean ignoreChecksums;
    private final LocalNetworks local;
    private final Emitter out;
    private final ConnRecords records;
    private final ConnectionTracker connections;
    private final FragmentTable fragments = new FragmentTable();
    private final IpTunnels ipTunnels;
    private final Inner inner = new Inner();

    /** One walk for each depth of tunnels: the outer headers are still needed when the inner ones have been walked. */
    private final HeaderWalk[] walks = new HeaderWalk[Tunnels.MAX_DEPTH + 1];

    /** @param ignoreChecksums analyse packets whose checksums are wrong */
    public AnalysisEngine(String sensor, boolean ignoreChecksums, LocalNetworks local, Emitter out) {
        this.sensor = sensor;
        this.ignoreChecksums = ignoreChecksums;
        this.local = local;
        this.out = out;
        this.records = new ConnRecords(sensor, local);
        this.ipTunnels = new IpTunnels(sensor);
        Arrays.setAll(walks, depth -> new HeaderWalk());
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
        if (walks[0].walk(linkType, data, offset, captured, original)) {
            ip(data, time, 0, null, offset + Math.max(captured, original));
        }
    }

    /**
     * Takes in an IP packet that the walk of this depth has walked.
     *
     * @param depth in how many tunnels it is
     * @param tunnel the uid of the innermost of them, or null
     * @param originalEnd where what carries it ended on the wire
     */
    private void ip(byte[] data, long time, int depth, String tunnel, int originalEnd) {
        HeaderWalk packet = walks[depth];
        // Offloading leaves the length zero and the checksums wrong: only when those do not matter is there anything to
        // say.
        boolean damaged = packet.statedIpLength() == 0 || !InternetChecksum.isIpHeaderIntact(packet, data);
        if (damaged && !ignoreChecksums) {
            return;
        }
        if (packet.fragment()) {
            fragment(packet, data, time, depth, tunnel);
            return;
        }
        switch (packet.protocol()) {
            case IpProtocol.ESP, IpProtocol.MOBILITY, IpProtocol.NO_NEXT_HEADER -> {}
            case IpProtocol.IPV4, IpProtocol.IPV6 ->
                ipTunnel(TunnelType.IP, packet.payloadOffset(), data, time, depth, originalEnd);
            case IpProtocol.GRE -> ipTunnel(TunnelType.GRE, packet.payloadOffset(), data, time, depth, originalEnd);
            case IpProtocol.UDP -> {
                Connection connection = connections.packet(packet, data, time, tunnel);
                if (connection instanceof UdpConnection udp && udp.mayBeTunnel()) {
                    udpTunnel(udp, data, time, depth, originalEnd);
                }
            }
            default -> connections.packet(packet, data, time, tunnel);
        }
    }

    private void fragment(HeaderWalk packet, byte[] data, long time, int depth, String tunnel) {
        boolean whole = packet.capturedEnd() - packet.payloadOffset() >= packet.payloadLength();
        byte[] assembled = whole ? fragments.add(packet, data, time) : null;
        if (assembled != null && packet.ip(assembled, 0, assembled.length, assembled.length)) {
            ip(assembled, time, depth, tunnel, assembled.length);
        }
    }

    private void ipTunnel(TunnelType type, int from, byte[] data, long time, int depth, int originalEnd) {
        HeaderWalk outer = walks[depth];
        boolean opened = depth < Tunnels.MAX_DEPTH
                && Tunnels.open(type, data, from, outer.capturedEnd(), inner)
                && inner.walk(walks[depth + 1], data, outer.capturedEnd(), originalEnd);
        if (opened) {
            ip(data, time, depth + 1, ipTunnels.uidOf(outer, time), originalEnd);
        }
    }

    private void udpTunnel(UdpConnection connection, byte[] data, long time, int depth, int originalEnd) {
        HeaderWalk outer = walks[depth];
        int from = outer.payloadOffset() + UDP_HEADER;
        int end = Math.min(outer.capturedEnd(), outer.payloadOffset() + outer.payloadLength());
        TunnelType type = TunnelType.ofUdpPort(connection.responderPort());
        if (type == null) {
            type = Tunnels.detect(data, from, end);
        }
        if (type == null || depth >= Tunnels.MAX_DEPTH) {
            return;
        }
        if (type == TunnelType.GRE) {
            ipTunnel(type, from, data, time, depth, originalEnd);
            return;
        }
        int innerEnd = Math.max(end, Math.min(originalEnd, outer.payloadOffset() + outer.payloadLength()));
        if (Tunnels.open(type, data, from, end, inner) && inner.walk(walks[depth + 1], data, end, innerEnd)) {
            ip(data, time, depth + 1, connection.uid(sensor), innerEnd);
        } else if (type == TunnelType.TEREDO) {
            connection.isNoTunnel();
        }
    }

    /** Nothing older than this is to come: ends the connections that are over by then. */
    public void advance(long time) {
        fragments.expire(time);
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
