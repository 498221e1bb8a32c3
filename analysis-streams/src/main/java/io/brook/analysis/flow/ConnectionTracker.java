package io.brook.analysis.flow;

import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.stream.ReassemblyBudget;
import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.InternetChecksum;
import io.brook.schemas.flow.IpProtocol;

/** Gives every IP packet of one sensor to its connection. Times are packet times in nanoseconds since the epoch. */
public final class ConnectionTracker {
    private static final int ICMP_HEADER = 8;
    private static final int UDP_HEADER = 8;
    private static final TcpWeird[] TCP_WEIRDS = TcpWeird.values();

    private final boolean ignoreChecksums;
    private final ConnectionListener listener;
    private final ConnectionTable table;
    private final ReassemblyBudget budget;
    private final FlowKey probe = new FlowKey();
    private final TcpSegment segment = new TcpSegment();
    private int pass;
    private long shuntAfter = Long.MAX_VALUE;
    private Milestones milestones = Milestones.NONE;

    /** @param ignoreChecksums take in packets whose checksums are wrong */
    public ConnectionTracker(boolean ignoreChecksums, WorkerLimits limits, ConnectionListener listener) {
        this.ignoreChecksums = ignoreChecksums;
        this.listener = listener;
        this.table = new ConnectionTable(listener, limits);
        this.budget = new ReassemblyBudget(limits.maxStreamBytes());
    }

    /** The next packets are of this pass of the sensor's clock. */
    public void inPass(int pass) {
        this.pass = pass;
    }

    /**
     * From now on tells of connections that nobody needs to see the payload of.
     *
     * @param payload how much of it there must have been, in bytes
     */
    public void shuntAfter(long payload) {
        shuntAfter = payload;
    }

    /**
     * From now on tells of connections that have been open for long.
     *
     * @param durations for how long, in nanoseconds, the shortest first; each is told of once
     */
    public void tellOfLong(long... durations) {
        milestones = new Milestones(durations);
    }

    /**
     * Takes in a packet that is no fragment.
     *
     * @param packet the packet, walked
     * @param bytes what was walked
     * @param trimmed whether the producer left out the payload, once it had been checked; only of TCP
     * @param tunnel the uid of the tunnel that carries it, or null
     * @return its connection; null for a datagram whose bytes are not those that were sent
     */
    public Connection packet(HeaderWalk packet, byte[] bytes, boolean trimmed, long time, String tunnel) {
        packet.key(probe);
        return switch (packet.protocol()) {
            case IpProtocol.TCP -> tcp(packet, bytes, trimmed, time, tunnel);
            case IpProtocol.UDP -> udp(packet, bytes, time, tunnel);
            default -> other(packet, bytes, time, tunnel);
        };
    }

    private Connection tcp(HeaderWalk packet, byte[] bytes, boolean trimmed, long time, String tunnel) {
        boolean readable = segment.read(packet, bytes, trimmed);
        Connection found = table.find(probe, time);
        TcpConnection before = null;
        if (found instanceof TcpConnection old && segment.tellsFlags() && old.isReusedBy(segment, time)) {
            report(old, time);
            table.remove(old, time);
            before = old;
            found = null;
        }
        if (found instanceof TcpConnection connection) {
            carry(connection, tunnel, time);
            long heardBefore = connection.last();
            segment(connection, packet, bytes, time, readable);
            lasted(connection, heardBefore, time);
            table.touched(connection);
            return connection;
        }
        TcpConnection connection = new TcpConnection(probe.copy(), packet, time, pass, budget, listener);
        if (before != null) {
            connection.succeed(before);
        }
        carry(connection, tunnel, time);
        boolean flip = TcpConnection.beginsWithResponder(segment, packet.sourcePort(), packet.targetPort());
        if (flip && !isBroadcast(packet)) {
            connection.flip();
        }
        table.makeRoom(time);
        table.add(connection);
        segment(connection, packet, bytes, time, readable);
        table.watch(connection);
        return connection;
    }

    private void lasted(Connection connection, long before, long time) {
        if (milestones.isReached(connection.start(), before, connection.last())) {
            listener.lasted(connection, time);
        }
    }

    private void segment(TcpConnection connection, HeaderWalk packet, byte[] bytes, long time, boolean readable) {
        if (!readable) {
            connection.badHeader(segment.fault());
        } else if (!ignoreChecksums && !InternetChecksum.isTransportIntact(packet, bytes, true)) {
            connection.badChecksum(connection.directionOf(packet));
        } else {
            connection.segment(segment, connection.directionOf(packet), time);
            connection.count(connection.directionOf(packet), packet.statedIpLength());
            if (shuntAfter < Long.MAX_VALUE && connection.takeShunt(shuntAfter)) {
                listener.unneeded(connection, time);
            }
        }
        report(connection, time);
        if (connection.takeEstablished()) {
            listener.established(connection, time);
        }
    }

    private void report(TcpConnection connection, long time) {
        long oddities = connection.takeOddities();
        while (oddities != 0) {
            TcpWeird odd = TCP_WEIRDS[Long.numberOfTrailingZeros(oddities)];
            String detail = odd == TcpWeird.TCP_SCALE_RANGE ? String.valueOf(segment.windowScale()) : null;
            listener.odd(connection, odd, detail, time);
            oddities &= oddities - 1;
        }
    }

    private void carry(Connection connection, String tunnel, long time) {
        if (!connection.isCarriedBy(tunnel) && tunnel != null) {
            listener.tunneled(connection, time);
        }
        boolean tooManyChanges = connection.carriedBy(tunnel);
        if (tooManyChanges) {
            String limit = String.valueOf(Connection.MAX_TUNNEL_CHANGES);
            listener.odd(connection, FlowWeird.TOO_MANY_TUNNEL_CHANGES, limit, time);
        }
    }

    private static boolean isBroadcast(HeaderWalk packet) {
        return packet.ipVersion() == 4 && (int) packet.targetLow() == -1;
    }

    private Connection udp(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        UdpConnection connection = (UdpConnection) table.find(probe, time);
        boolean isNew = connection == null;
        if (isNew) {
            connection = new UdpConnection(probe.copy(), packet, time, pass);
            boolean flip = UdpConnection.beginsWithResponder(packet.sourcePort(), packet.targetPort());
            if (flip && !isBroadcast(packet)) {
                connection.flip();
            }
            table.makeRoom(time);
            table.add(connection);
        }
        carry(connection, tunnel, time);
        long heardBefore = connection.last();
        boolean intact = datagram(connection, packet, bytes, time);
        if (isNew) {
            table.watch(connection);
        } else {
            lasted(connection, heardBefore, time);
            table.touched(connection);
        }
        return intact ? connection : null;
    }

    /** @return whether its checksum does not say that it is damaged */
    private boolean datagram(UdpConnection connection, HeaderWalk packet, byte[] bytes, long time) {
        Direction direction = connection.directionOf(packet);
        int stated = Bytes.u16(bytes, packet.payloadOffset() + 4);
        int checksum = Bytes.u16(bytes, packet.payloadOffset() + 6);
        // In IPv4 no checksum is allowed (RFC 768); in IPv6 it is not, but tunnels do without (RFC 6936).
        if (!ignoreChecksums && checksum != 0 && !InternetChecksum.isTransportIntact(packet, bytes, true)) {
            connection.badChecksum(direction);
            listener.odd(connection, FlowWeird.BAD_UDP_CHECKSUM, null, time);
            return false;
        }
        int length = packet.payloadLength();
        if (stated != length) {
            listener.odd(connection, FlowWeird.UDP_DATAGRAM_LENGTH_MISMATCH, stated + " != " + length, time);
        }
        connection.datagram(direction, stated, time);
        int from = packet.payloadOffset() + UDP_HEADER;
        int payload = length - UDP_HEADER;
        boolean whole = packet.capturedEnd() - packet.payloadOffset() >= length;
        // Also where it is empty: to some protocols that is odd.
        if (payload >= 0 && whole) {
            connection.payload(listener, direction, bytes, from, payload, time);
        }
        // Roles that the payload has reversed are those of the packets before.
        connection.count(direction, packet.statedIpLength());
        return true;
    }

    private Connection other(HeaderWalk packet, byte[] bytes, long time, String tunnel) {
        OtherConnection connection = (OtherConnection) table.find(probe, time);
        boolean isNew = connection == null;
        if (isNew) {
            connection = new OtherConnection(probe.copy(), packet, time, pass);
            table.makeRoom(time);
            table.add(connection);
        }
        carry(connection, tunnel, time);
        long heardBefore = connection.last();
        if (packet.protocol() == IpProtocol.ICMP || packet.protocol() == IpProtocol.ICMPV6) {
            icmp(connection, packet, bytes, time);
        } else {
            Direction direction = connection.directionOf(packet);
            connection.packet(direction, 0, time);
            connection.count(direction, packet.statedIpLength());
        }
        if (isNew) {
            table.watch(connection);
        } else {
            lasted(connection, heardBefore, time);
            table.touched(connection);
        }
        return connection;
    }

    private void icmp(OtherConnection connection, HeaderWalk packet, byte[] bytes, long time) {
        boolean pseudoHeader = packet.protocol() == IpProtocol.ICMPV6;
        if (!ignoreChecksums && !InternetChecksum.isTransportIntact(packet, bytes, pseudoHeader)) {
            listener.odd(connection, FlowWeird.BAD_ICMP_CHECKSUM, null, time);
            return;
        }
        Direction direction = connection.directionOf(packet);
        int captured = packet.capturedEnd() - packet.payloadOffset();
        // Offloading may leave the length out.
        int length = packet.payloadLength() > 0 ? packet.payloadLength() : captured;
        connection.packet(direction, length - ICMP_HEADER, time);
        boolean whole = captured >= packet.payloadLength();
        if (whole) {
            connection.count(direction, packet.statedIpLength());
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

    /** How many connections ended early because the worker had too many. */
    public long evicted() {
        return table.evicted();
    }

    /** How many streams were given up because all together held too much. */
    public long streamsGivenUp() {
        return budget.givenUp();
    }

    /** Forgets all connections without a word: somebody else goes on with them. */
    public void abandon() {
        table.abandon();
    }

    /** From now on keeps in mind which connections change. */
    public void trackChanges() {
        table.trackChanges();
    }

    /** Tells which connections have changed since this was last asked, or since {@link #trackChanges}. */
    public void changes(ConnectionChanges listener) {
        table.changes(listener);
    }

    /** Goes on with a connection that another tracker had. */
    public void restore(Connection connection) {
        table.restore(connection);
    }

    /** What all streams hold together: shared by the connections, and not saved with them. */
    public ReassemblyBudget budget() {
        return budget;
    }

    /** How many connections are open. */
    public int open() {
        return table.size();
    }
}
