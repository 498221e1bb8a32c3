package io.brook.analysis.flow;

import io.brook.analysis.layer.InternetChecksum;
import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpProtocol;

/** Gives every IP packet of one sensor to its connection. Times are packet times in nanoseconds since the epoch. */
public final class ConnectionTracker {
    private static final int ICMP_HEADER = 8;

    private final boolean ignoreChecksums;
    private final ConnectionListener listener;
    private final ConnectionTable table;
    private final FlowKey probe = new FlowKey();
    private final TcpSegment segment = new TcpSegment();

    /** @param ignoreChecksums take in packets whose checksums are wrong */
    public ConnectionTracker(boolean ignoreChecksums, ConnectionListener listener) {
        this.ignoreChecksums = ignoreChecksums;
        this.listener = listener;
        this.table = new ConnectionTable(listener);
    }

    /**
     * Takes in a packet that is no fragment.
     *
     * @param packet the packet, walked
     * @param bytes what was walked
     * @param tunnel the uid of the tunnel that carries it, or null
     * @return its connection; null when its transport header is too damaged to tell
     */
    public Connection packet(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        packet.key(probe);
        return switch (packet.protocol()) {
            case IpProtocol.TCP -> tcp(packet, bytes, time, tunnel);
            case IpProtocol.UDP -> udp(packet, bytes, time, tunnel);
            default -> other(packet, bytes, time, tunnel);
        };
    }

    private Connection tcp(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        boolean readable = segment.read(packet, bytes);
        Connection found = table.find(probe, time);
        int ordinal = 0;
        if (found instanceof TcpConnection old && readable && old.isReusedBy(segment)) {
            table.remove(old, time);
            ordinal = old.start() == time ? old.ordinal() + 1 : 0;
            found = null;
        }
        if (found instanceof TcpConnection connection) {
            connection.carriedBy(tunnel);
            segment(connection, packet, bytes, time, readable);
            return connection;
        }
        TcpConnection connection = new TcpConnection(probe.copy(), packet, time, ordinal);
        connection.carriedBy(tunnel);
        boolean flip = TcpConnection.beginsWithResponder(segment, packet.sourcePort(), packet.targetPort());
        if (flip && !isBroadcast(packet)) {
            connection.flip();
        }
        table.add(connection);
        segment(connection, packet, bytes, time, readable);
        table.watch(connection);
        return connection;
    }

    private void segment(TcpConnection connection, HeaderWalk packet, byte[] bytes, long time, boolean readable) {
        if (!readable) {
            return;
        }
        if (!ignoreChecksums && !InternetChecksum.isTransportIntact(packet, bytes, true)) {
            connection.badChecksum(connection.isFromOriginator(packet));
            return;
        }
        connection.segment(segment, connection.isFromOriginator(packet), time);
        connection.count(connection.isFromOriginator(packet), packet.statedIpLength());
        if (connection.takeEstablished()) {
            listener.established(connection, time);
        }
    }

    private static boolean isBroadcast(HeaderWalk packet) {
        return packet.ipVersion() == 4 && (int) packet.targetLow() == -1;
    }

    private Connection udp(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        UdpConnection connection = (UdpConnection) table.find(probe, time);
        boolean isNew = connection == null;
        if (isNew) {
            connection = new UdpConnection(probe.copy(), packet, time, 0);
            boolean flip = UdpConnection.beginsWithResponder(packet.sourcePort(), packet.targetPort());
            if (flip && !isBroadcast(packet)) {
                connection.flip();
            }
            table.add(connection);
        }
        connection.carriedBy(tunnel);
        boolean fromOriginator = connection.isFromOriginator(packet);
        boolean unchecked = Bytes.u16(bytes, packet.payloadOffset() + 6) == 0;
        if (ignoreChecksums || unchecked || InternetChecksum.isTransportIntact(packet, bytes, true)) {
            connection.datagram(fromOriginator, Bytes.u16(bytes, packet.payloadOffset() + 4), time);
            connection.count(fromOriginator, packet.statedIpLength());
        } else {
            connection.badChecksum(fromOriginator);
        }
        if (isNew) {
            table.watch(connection);
        }
        return connection;
    }

    private Connection other(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        OtherConnection connection = (OtherConnection) table.find(probe, time);
        boolean isNew = connection == null;
        if (isNew) {
            connection = new OtherConnection(probe.copy(), packet, time, 0);
            table.add(connection);
        }
        connection.carriedBy(tunnel);
        if (packet.protocol() == IpProtocol.ICMP || packet.protocol() == IpProtocol.ICMPV6) {
            icmp(connection, packet, bytes, time);
        } else {
            boolean fromOriginator = connection.isFromOriginator(packet);
            connection.packet(fromOriginator, 0, time);
            connection.count(fromOriginator, packet.statedIpLength());
        }
        if (isNew) {
            table.watch(connection);
        }
        return connection;
    }

    private void icmp(OtherConnection connection, HeaderWalk packet, byte[] bytes, long time) {
        boolean pseudoHeader = packet.protocol() == IpProtocol.ICMPV6;
        if (!ignoreChecksums && !InternetChecksum.isTransportIntact(packet, bytes, pseudoHeader)) {
            return;
        }
        boolean fromOriginator = connection.isFromOriginator(packet);
        connection.packet(fromOriginator, packet.payloadLength() - ICMP_HEADER, time);
        boolean whole = packet.capturedEnd() - packet.payloadOffset() >= packet.payloadLength();
        if (whole) {
            connection.count(fromOriginator, packet.statedIpLength());
        }
    }

    /** Ends the connections that are over at this time. */
    public void advance(long time) {
        table.expire(time);
    }

    /** Ends all connections: the input has ended. */
    public void end(long time) {
        table.end(time);
    }

    /** How many connections are open. */
    public int open() {
        return table.size();
    }
}
