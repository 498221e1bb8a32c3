package io.brook.analysis.flow;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;

/** Datagrams between two ports. */
public final class UdpConnection extends Connection {
    private static final int DATA_SEEN = 1;
    private static final int HEADER = 8;

    /** Negative until a datagram has come whose header states a length that can be. */
    private long originatorBytes = -1;

    private long responderBytes = -1;
    /** Whether a payload was seen that is none of the tunnel its port stands for: then no payload is. */
    private boolean noTunnel;

    private boolean violated;
    private boolean originatorTunnels;

    private boolean responderTunnels;

    /** Whether somebody has been asked to follow the datagrams. */
    private boolean followed;

    private int originatorBadChecksums;
    private int responderBadChecksums;

    UdpConnection(FlowKey key, HeaderWalk first, long time, int pass) {
        super(key, first, time, pass, Timeouts.UDP_INACTIVITY);
    }

    /** Guesses from the ports whether a connection begins with its responder. */
    static boolean beginsWithResponder(int sourcePort, int targetPort) {
        return ServerPorts.isUdp(sourcePort) && !ServerPorts.isUdp(targetPort);
    }

    /** @param statedLength the length field of the UDP header, in bytes */
    void datagram(Direction direction, int statedLength, long time) {
        setLast(time);
        history().once(DATA_SEEN, 'D', direction);
        if (direction.isFromOriginator()) {
            originatorBytes = Math.max(originatorBytes, 0) + statedLength - HEADER;
        } else {
            responderBytes = Math.max(responderBytes, 0) + statedLength - HEADER;
        }
    }

    /** Hands a datagram's payload to whoever follows this connection. */
    void payload(ConnectionListener listener, Direction direction, byte[] bytes, int offset, int length, long time) {
        if (!followed) {
            followed = true;
            followWith(listener.follow(this));
        }
        follower().data(direction, bytes, offset, length, time);
    }

    /**
     * What was taken for the originator turned out to be the responder. Bytes that were counted stay where they are, and so do
     * the letters of the history: Zeek's way.
     */
    public void reverse() {
        swapRoles();
        history().reverse();
    }

    void badChecksum(Direction direction) {
        if (direction.isFromOriginator()) {
            originatorBadChecksums = history().scaled('C', Direction.ORIGINATOR, originatorBadChecksums);
        } else {
            responderBadChecksums = history().scaled('C', Direction.RESPONDER, responderBadChecksums);
        }
    }

    /**
     * One side has sent a packet inside a tunnel.
     *
     * @return whether both sides have by now
     */
    public boolean noteTunnelFrom(Direction direction) {
        originatorTunnels |= direction.isFromOriginator();
        responderTunnels |= direction.isFromResponder();
        return originatorTunnels && responderTunnels;
    }

    /** Whether payloads are worth looking into for a tunnel. */
    public boolean mayBeTunnel() {
        return !noTunnel;
    }

    /** Whether no payload of this connection has been found to violate its protocol before; from now on one has. */
    public boolean takeFirstViolation() {
        boolean first = !violated;
        violated = true;
        return first;
    }

    /** No payload of this connection is looked into for a tunnel any more. */
    public void isNoTunnel() {
        noTunnel = true;
    }

    @Override
    public boolean isServed() {
        return responderBytes >= 0;
    }

    @Override
    public String transport() {
        return "udp";
    }

    @Override
    public String state() {
        return ConnState.ofUdp(originatorBytes >= 0, responderBytes >= 0);
    }

    @Override
    public long originatorBytes() {
        return Math.max(originatorBytes, 0);
    }

    @Override
    public long responderBytes() {
        return Math.max(responderBytes, 0);
    }
}
