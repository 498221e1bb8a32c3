package io.brook.analysis.flow;

import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;

/**
 * A TCP connection as the rules see it that judge it, {@link TcpStateMachine}, {@link TcpNumbering} and {@link TcpReuse}: what they
 * may ask of it and do to it. It is a class and not an interface, so that nothing of this is public.
 */
abstract class JudgedConnection extends Connection {
    JudgedConnection(FlowKey key, HeaderWalk first, long time, int pass, long inactivity) {
        super(key, first, time, pass, inactivity);
    }

    /** The segment, or what it means, is odd. */
    abstract void note(TcpWeird odd);

    /** Whether anything was odd so far. */
    abstract boolean wasOdd();

    abstract boolean isOriginator(TcpEndpoint endpoint);

    /** One side goes to another state; the handshake may be over with it. */
    abstract void enter(TcpEndpoint endpoint, EndpointState next);

    /** An answer to a SYN is due. */
    abstract void attempted(long time);

    /** Both sides have said that there is a connection. */
    abstract void establish();

    /** SYN and SYN-ACK were captured in the wrong order: the SYN's sender is the originator. */
    abstract void reverse(TcpEndpoint synSender);

    /** The beginning was missed, but not more than that. */
    abstract void noteBeginningKnown();

    /** The end has been reported. */
    abstract void deactivate();
}
