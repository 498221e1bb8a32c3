package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.RESET;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

/** When a SYN on a connection's tuple begins another connection, and what is odd about it: Zeek's TCPSessionAdapter::IsReuse. */
final class TcpReuse {
    private TcpReuse() {}

    /** Whether it does: after either side has closed, or with a number that the connection does not know. */
    static boolean begins(
            JudgedConnection c, TcpEndpoint originator, TcpEndpoint responder, TcpSegment segment, long time) {
        if (!segment.syn() || segment.ack() && originator.state() != INACTIVE) {
            return false;
        }
        if (originator.closed || responder.closed) {
            noteAfterClose(c, originator, responder, time);
            return true;
        }
        TcpEndpoint starter = segment.ack() ? responder : originator;
        boolean reversed = !segment.ack()
                && starter.state() == SYN_ACK_SENT
                && responder.state() == INACTIVE
                && segment.sequence() == responder.start();
        if (segment.sequence() == starter.start() || reversed) {
            return false;
        }
        c.note(starter.state() == SYN_SENT ? TcpWeird.SYN_SEQ_JUMP_REUSE : TcpWeird.ACTIVE_CONNECTION_REUSE);
        return true;
    }

    /** A port may be used again after a reset as soon as anybody likes; after a FIN it should not be for a while. */
    private static void noteAfterClose(JudgedConnection c, TcpEndpoint originator, TcpEndpoint responder, long time) {
        if (originator.state() == RESET || responder.state() == RESET) {
            return;
        }
        if (originator.isActive() || responder.isActive()) {
            c.note(TcpWeird.ACTIVE_CONNECTION_REUSE);
        } else if (time - c.last() < Timeouts.TCP_LINGER) {
            c.note(TcpWeird.PREMATURE_CONNECTION_REUSE);
        }
    }
}
