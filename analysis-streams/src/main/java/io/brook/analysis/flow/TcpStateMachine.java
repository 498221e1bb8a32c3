package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.CLOSED;
import static io.brook.analysis.flow.EndpointState.ESTABLISHED;
import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.PARTIAL;
import static io.brook.analysis.flow.EndpointState.RESET;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

/** How a segment moves its sender from one {@link EndpointState} to the next, and what is odd about it. */
final class TcpStateMachine {
    private TcpStateMachine() {}

    /** What a segment means for the end of the connection. */
    enum Close {
        NO,
        /** This side is closed, and nothing but that is to be said. */
        QUIETLY,
        /** This side is closed, and with it perhaps the connection. */
        FINISH
    }

    /**
     * Moves one side to its next state.
     *
     * @param advance how far the segment lies beyond what this side had sent
     */
    static Close next(
            JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, int advance, long time) {
        return switch (endpoint.state()) {
            case INACTIVE -> fromInactive(c, segment, endpoint, peer, time);
            case SYN_SENT, SYN_ACK_SENT -> fromSynSent(c, segment, endpoint, peer);
            case ESTABLISHED, PARTIAL -> fromEstablished(c, segment, endpoint, peer);
            case CLOSED -> fromClosed(c, segment, endpoint, peer, advance);
            case RESET -> fromReset(c, segment);
        };
    }

    private static Close fromInactive(
            JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, long time) {
        Close close = Close.NO;
        if (segment.syn()) {
            if (c.isOriginator(endpoint)) {
                if (segment.ack()) {
                    c.note(TcpWeird.CONNECTION_ORIGINATOR_SYN_ACK);
                }
                c.enter(endpoint, segment.ack() ? SYN_ACK_SENT : SYN_SENT);
                c.attempted(time);
            } else {
                answer(c, segment, endpoint, peer);
            }
        }
        if (segment.fin()) {
            c.enter(endpoint, CLOSED);
            close = Close.FINISH;
            if (peer.state() != PARTIAL && !segment.syn()) {
                c.note(TcpWeird.SPONTANEOUS_FIN);
            }
        }
        if (segment.rst()) {
            boolean refused = c.isOriginator(endpoint)
                    ? peer.state() == ESTABLISHED
                    : peer.state() == SYN_SENT || peer.state() == SYN_ACK_SENT;
            c.enter(endpoint, RESET);
            close = refused ? Close.QUIETLY : Close.FINISH;
            if (!refused && peer.state() == INACTIVE) {
                c.note(TcpWeird.SPONTANEOUS_RST);
            }
        }
        if (endpoint.state() == INACTIVE) {
            joinInTheMiddle(c, segment, endpoint, peer);
        }
        return close;
    }

    /** The responder's SYN, usually with an ACK. */
    private static void answer(JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (segment.ack()) {
            boolean fits = peer.state().isUnseen() || peer.hasSent(segment.acknowledgment());
            if (!fits) {
                c.note(TcpWeird.BAD_SYN_ACK);
            }
        }
        boolean reversed = !segment.ack() && peer.state() == SYN_ACK_SENT && segment.sequence() == endpoint.start();
        if (reversed) {
            // SYN and SYN-ACK were captured in the wrong order.
            c.reverse(endpoint);
            c.enter(peer, ESTABLISHED);
        } else if (!segment.ack()) {
            c.note(TcpWeird.SIMULTANEOUS_OPEN);
        }
        if (peer.state() == SYN_SENT) {
            c.enter(peer, ESTABLISHED);
        } else if (peer.state() == INACTIVE) {
            c.note(TcpWeird.UNSOLICITED_SYN_RESPONSE);
        }
        c.enter(endpoint, ESTABLISHED);
        if (peer.state() != PARTIAL) {
            c.establish();
        }
    }

    private static void joinInTheMiddle(
            JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean earlyAck = !c.isOriginator(endpoint) && segment.payloadLength() == 0 && peer.state() == SYN_SENT;
        if (earlyAck) {
            return;
        }
        if (segment.ack() && peer.state() == ESTABLISHED) {
            // Only the SYN was missed.
            c.enter(endpoint, ESTABLISHED);
            c.noteBeginningKnown();
        } else {
            c.enter(endpoint, PARTIAL);
        }
    }

    private static Close fromSynSent(JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        Close close = Close.NO;
        if (segment.syn()) {
            noteRepeatedSyn(c, segment, endpoint);
        }
        if (segment.fin()) {
            if (peer.state() == INACTIVE || peer.state() == SYN_SENT) {
                c.note(TcpWeird.INAPPROPRIATE_FIN);
            }
            c.enter(endpoint, CLOSED);
            close = Close.FINISH;
        }
        if (segment.rst()) {
            c.enter(endpoint, RESET);
            c.deactivate();
            close = close == Close.NO ? Close.QUIETLY : close;
        } else if (segment.payloadLength() > 0) {
            c.note(TcpWeird.DATA_BEFORE_ESTABLISHED);
        }
        return close;
    }

    private static void noteRepeatedSyn(JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint) {
        if (c.isOriginator(endpoint)) {
            boolean onlyAnswer = segment.ack() && !segment.fin() && !segment.rst();
            if (onlyAnswer && endpoint.state() != SYN_ACK_SENT) {
                c.note(TcpWeird.REPEATED_SYN_WITH_ACK);
            }
        } else if (!segment.ack() && endpoint.state() != SYN_SENT) {
            c.note(TcpWeird.REPEATED_SYN_REPLY_WO_ACK);
        }
    }

    private static Close fromEstablished(
            JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean synAfterPartial =
                segment.syn() && !segment.ack() && endpoint.state() == PARTIAL && peer.state() == INACTIVE;
        if (synAfterPartial) {
            c.note(TcpWeird.SYN_AFTER_PARTIAL);
            c.enter(endpoint, SYN_SENT);
        }
        if (segment.fin() && !segment.rst()) {
            c.enter(endpoint, CLOSED);
            if (peer.state() == RESET && peer.previous() == CLOSED) {
                // The peer's FIN and RST were a normal end after all.
                c.enter(peer, CLOSED);
            }
            return Close.FINISH;
        }
        if (segment.rst()) {
            c.enter(endpoint, RESET);
            if (peer.state() != RESET || peer.previous() != ESTABLISHED) {
                c.deactivate();
            }
            return Close.QUIETLY;
        }
        return Close.NO;
    }

    private static Close fromReset(JudgedConnection c, TcpSegment segment) {
        if (segment.syn()) {
            c.note(TcpWeird.SYN_AFTER_RESET);
        }
        if (segment.fin()) {
            c.note(TcpWeird.FIN_AFTER_RESET);
        }
        if (segment.payloadLength() > 0 && !segment.rst()) {
            c.note(TcpWeird.DATA_AFTER_RESET);
        }
        return Close.NO;
    }

    private static Close fromClosed(
            JudgedConnection c, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, int advance) {
        if (segment.syn()) {
            c.note(TcpWeird.SYN_AFTER_CLOSE);
        }
        if (segment.fin() && advance > 0) {
            c.note(TcpWeird.FIN_ADVANCED_LAST_SEQ);
        }
        if (segment.rst() && peer.state() != CLOSED) {
            c.enter(endpoint, RESET);
            return endpoint.closed ? Close.NO : Close.QUIETLY;
        }
        return Close.NO;
    }
}
