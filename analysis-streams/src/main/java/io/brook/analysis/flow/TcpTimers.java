package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.RESET;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

/** When a silent TCP connection is over, apart from plain inactivity. Times are nanoseconds since the epoch. */
final class TcpTimers {
    /** Whether there is still something to wait for: not after the end was reported. */
    private boolean active = true;

    private long attemptDeadline = Connection.NEVER;
    private long closeDeadline = Connection.NEVER;

    /** When one side closed and the other did not. */
    private long halfClosed = Connection.NEVER;

    /** A SYN was sent; an answer is due. */
    void attempted(long time) {
        attemptDeadline = time + Timeouts.TCP_ATTEMPT;
    }

    void halfClosed(long time) {
        halfClosed = time;
    }

    /** All is said; only stragglers may come. */
    void closed(long time) {
        attemptDeadline = Connection.NEVER;
        halfClosed = Connection.NEVER;
        closeDeadline = time + Timeouts.TCP_CLOSE;
    }

    /** The end was reported; no check for it is needed any more. */
    void deactivate() {
        active = false;
    }

    long deadline(TcpEndpoint originator, TcpEndpoint responder, long start, long last) {
        long deadline = closeDeadline;
        if (active) {
            boolean attempt = responder.state() == INACTIVE
                    && (originator.state() == SYN_SENT || originator.state() == SYN_ACK_SENT);
            if (attempt) {
                deadline = Math.min(deadline, attemptDeadline);
            }
            if (isDeadWhenSilent(originator, responder)) {
                deadline = Math.min(deadline, nextLook(start, last));
            }
        }
        return deadline;
    }

    /** Whether a look at the silent connection removes it. */
    private static boolean isDeadWhenSilent(TcpEndpoint originator, TcpEndpoint responder) {
        boolean oneGone = originator.state() == RESET
                || responder.state() == RESET
                || originator.state() == INACTIVE
                || responder.state() == INACTIVE;
        if (originator.closed || responder.closed) {
            return originator.closed && responder.closed || oneGone;
        }
        return originator.state() == INACTIVE && responder.state() == INACTIVE;
    }

    /** The first look after the connection has lingered: looks come at fixed intervals from its start, and from a half close. */
    private long nextLook(long start, long last) {
        long after = last + Timeouts.TCP_LINGER;
        long look = firstAfter(after, start + Timeouts.TCP_FIRST_CHECK);
        return halfClosed == Connection.NEVER
                ? look
                : Math.min(look, firstAfter(after, halfClosed + Timeouts.TCP_CHECK));
    }

    private static long firstAfter(long time, long first) {
        if (time < first) {
            return first;
        }
        return first + ((time - first) / Timeouts.TCP_CHECK + 1) * Timeouts.TCP_CHECK;
    }
}
