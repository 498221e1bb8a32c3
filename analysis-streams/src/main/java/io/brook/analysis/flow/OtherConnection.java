package io.brook.analysis.flow;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpProtocol;

/** ICMP messages, or packets of a protocol that has no analysis of its own: counted, without states. */
public final class OtherConnection extends Connection {
    private long originatorBytes;
    private long responderBytes;

    OtherConnection(FlowKey key, HeaderWalk first, long time, int pass) {
        super(key, first, time, pass, Timeouts.OTHER_INACTIVITY);
    }

    /** @param payload bytes that count as payload: for ICMP what follows its header, for other protocols none */
    void packet(Direction direction, int payload, long time) {
        setLast(time);
        if (direction.isFromOriginator()) {
            originatorBytes += payload;
        } else {
            responderBytes += payload;
        }
    }

    private boolean isIcmp() {
        return protocol() == IpProtocol.ICMP || protocol() == IpProtocol.ICMPV6;
    }

    @Override
    public String transport() {
        return isIcmp() ? "icmp" : "unknown_transport";
    }

    @Override
    public String state() {
        return ConnState.ofOther();
    }

    @Override
    public long originatorBytes() {
        return originatorBytes;
    }

    @Override
    public long responderBytes() {
        return responderBytes;
    }
}
