package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.CLOSED;
import static io.brook.analysis.flow.EndpointState.ESTABLISHED;
import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.PARTIAL;
import static io.brook.analysis.flow.EndpointState.RESET;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;

/** A TCP connection, judged from the middle as Zeek judges it: its states, its letters, its end. */
public final class TcpConnection extends Connection {
    private TcpEndpoint originator = new TcpEndpoint(this);
    private TcpEndpoint responder = new TcpEndpoint(this);

    /** Whether the beginning was not seen. */
    private boolean partial;

    /** Whether there is still something to wait for: not after the end was reported. */
    private boolean active = true;

    private boolean closeDeferred;
    private boolean deferredFinish;
    private boolean established;
    private long attemptDeadline = NEVER;
    private long closeDeadline = NEVER;

    /** When one side closed and the other did not, or {@link #NEVER}. */
    private long halfClosed = NEVER;

    TcpConnection(FlowKey key, HeaderWalk first, long time, int ordinal) {
        super(key, first, time, ordinal, Timeouts.UDP_INACTIVITY);
    }

    /** Guesses from the ports whether a connection that does not begin with a SYN begins with its responder. */
    static boolean beginsWithResponder(TcpSegment first, int sourcePort, int targetPort) {
        if (first.syn() && !first.ack() || !ServerPorts.isTcp(sourcePort)) {
            return false;
        }
        return !ServerPorts.isTcp(targetPort) || !first.syn() && sourcePort < targetPort;
    }

    /** Takes in the next segment. */
    void segment(TcpSegment segment, boolean fromOriginator, long time) {
        TcpEndpoint endpoint = fromOriginator ? originator : responder;
        TcpEndpoint peer = peerOf(endpoint);
        notePartial(segment, endpoint);
        int onePast = segment.sequence() + segment.span();
        startNumbering(endpoint, segment, onePast);
        long sequence = endpoint.relative(segment.sequence());
        boolean beforeStart = sequence < 0;
        noteHistory(segment, endpoint, sequence);
        noteZeroWindow(segment, endpoint, peer);
        if (!originator.closed || !responder.closed) {
            setLast(time);
        }
        if (segment.fin()) {
            endpoint.fin(sequence + segment.span());
        }
        long acknowledgment = segment.ack() ? acknowledge(segment, peer) : 0;
        endpoint.advance(segment, onePast);
        Close close = changeState(segment, endpoint, peer, time);
        if (segment.ack()) {
            peer.acknowledgeStream(acknowledgment, partial);
            noteEndOfStream(peer);
        }
        endpoint.seen = true;
        if (segment.payloadLength() > 0 && segment.whole() && !segment.rst() && !beforeStart) {
            endpoint.send(segment.syn() ? sequence + 1 : sequence, segment);
        }
        noteEndOfStream(endpoint);
        if (close != Close.NO) {
            close(endpoint, peer, close == Close.FINISH);
        }
    }

    /** What a segment means for the end of the connection. */
    private enum Close {
        NO,
        /** This side is closed, and nothing but that is to be said. */
        QUIETLY,
        /** This side is closed, and with it perhaps the connection. */
        FINISH
    }

    private TcpEndpoint peerOf(TcpEndpoint endpoint) {
        return endpoint == originator ? responder : originator;
    }

    private void notePartial(TcpSegment segment, TcpEndpoint endpoint) {
        if (endpoint.seen) {
            return;
        }
        if (endpoint == originator) {
            partial = !segment.syn() || segment.ack();
        } else if (!partial) {
            partial = !segment.syn();
        }
    }

    private static void startNumbering(TcpEndpoint endpoint, TcpSegment segment, int onePast) {
        int sequence = segment.sequence();
        switch (endpoint.state()) {
            case INACTIVE -> {
                if (segment.syn()) {
                    endpoint.startAt(sequence, onePast);
                } else {
                    // As if a SYN had been seen, and so that this segment is no retransmission.
                    endpoint.startAt(sequence - 1, sequence);
                }
            }
            case SYN_SENT, SYN_ACK_SENT -> {
                if (segment.syn() && sequence != endpoint.start()) {
                    endpoint.startAt(sequence, onePast);
                }
            }
            case ESTABLISHED, PARTIAL -> {
                if (segment.syn()) {
                    endpoint.startAt(sequence, onePast);
                }
            }
            case RESET -> {
                // A RST before anything else may have been spoofed; the SYN knows better.
                if (segment.syn() && endpoint.previous() == INACTIVE) {
                    endpoint.startAt(sequence, onePast);
                }
            }
            case CLOSED -> {}
        }
    }

    private void noteHistory(TcpSegment segment, TcpEndpoint endpoint, long sequence) {
        History history = history();
        if (segment.plain() && history.isLoneSynAck() && (segment.payloadLength() > 0 || segment.ack())) {
            swapRoles();
            swapEndpoints();
            history.flipFromTheStart();
        }
        TcpHistory.note(history, segment, endpoint, endpoint == originator, sequence);
    }

    /** A zero window says something unless the connection is being torn down anyway. */
    private void noteZeroWindow(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (segment.window() == 0 && !segment.rst() && peer.state() != CLOSED && endpoint.state() != RESET) {
            endpoint.zeroWindows = history().scaled('W', endpoint == originator, endpoint.zeroWindows);
        }
    }

    /** @return the acknowledgment relative to the peer's start */
    private static long acknowledge(TcpSegment segment, TcpEndpoint peer) {
        if (peer.state() == INACTIVE) {
            peer.startBefore(segment.acknowledgment());
            return 1;
        }
        long relative = peer.relativeAcknowledgment(segment.acknowledgment());
        if (relative < 0) {
            return 0;
        }
        if (!segment.rst()) {
            peer.acknowledge(segment.acknowledgment());
        }
        return relative;
    }

    private Close changeState(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, long time) {
        return switch (endpoint.state()) {
            case INACTIVE -> fromInactive(segment, endpoint, peer, time);
            case SYN_SENT, SYN_ACK_SENT -> fromSynSent(segment, endpoint);
            case ESTABLISHED, PARTIAL -> fromEstablished(segment, endpoint, peer);
            case CLOSED -> fromClosed(segment, endpoint, peer);
            case RESET -> Close.NO;
        };
    }

    private Close fromInactive(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, long time) {
        Close close = Close.NO;
        if (segment.syn()) {
            if (endpoint == originator) {
                enter(endpoint, segment.ack() ? SYN_ACK_SENT : SYN_SENT);
                attemptDeadline = time + Timeouts.TCP_ATTEMPT;
            } else {
                answer(segment, endpoint, peer);
            }
        }
        if (segment.fin()) {
            enter(endpoint, CLOSED);
            close = Close.FINISH;
        }
        if (segment.rst()) {
            boolean refused = endpoint == originator
                    ? peer.state() == ESTABLISHED
                    : peer.state() == SYN_SENT || peer.state() == SYN_ACK_SENT;
            enter(endpoint, RESET);
            close = refused ? Close.QUIETLY : Close.FINISH;
        }
        if (endpoint.state() == INACTIVE) {
            joinInTheMiddle(segment, endpoint, peer);
        }
        return close;
    }

    /** The responder's SYN, usually with an ACK. */
    private void answer(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean reversed = !segment.ack() && peer.state() == SYN_ACK_SENT && segment.sequence() == endpoint.start();
        if (reversed) {
            // SYN and SYN-ACK were captured in the wrong order.
            partial = false;
            flip();
            enter(peer, ESTABLISHED);
            originator.seen = true;
        }
        if (peer.state() == SYN_SENT) {
            enter(peer, ESTABLISHED);
        }
        enter(endpoint, ESTABLISHED);
        if (peer.state() != PARTIAL) {
            establish();
        }
    }

    private void establish() {
        if (Timeouts.isInteractive(responderPort())) {
            setInactivityTimeout(Timeouts.INTERACTIVE_INACTIVITY);
        }
        established = originator.state() == ESTABLISHED && responder.state() == ESTABLISHED;
    }

    private void joinInTheMiddle(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean earlyAck = endpoint == responder && segment.payloadLength() == 0 && originator.state() == SYN_SENT;
        if (earlyAck) {
            return;
        }
        if (segment.ack() && peer.state() == ESTABLISHED) {
            // Only the SYN was missed.
            enter(endpoint, ESTABLISHED);
            partial = false;
        } else {
            enter(endpoint, PARTIAL);
        }
    }

    private Close fromSynSent(TcpSegment segment, TcpEndpoint endpoint) {
        Close close = Close.NO;
        if (segment.fin()) {
            enter(endpoint, CLOSED);
            close = Close.FINISH;
        }
        if (segment.rst()) {
            enter(endpoint, RESET);
            active = false;
            close = close == Close.NO ? Close.QUIETLY : close;
        }
        return close;
    }

    private Close fromEstablished(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        boolean synAfterPartial =
                segment.syn() && !segment.ack() && endpoint.state() == PARTIAL && peer.state() == INACTIVE;
        if (synAfterPartial) {
            enter(endpoint, SYN_SENT);
        }
        if (segment.fin() && !segment.rst()) {
            enter(endpoint, CLOSED);
            if (peer.state() == RESET && peer.previous() == CLOSED) {
                // The peer's FIN and RST were a normal end after all.
                enter(peer, CLOSED);
            }
            return Close.FINISH;
        }
        if (segment.rst()) {
            enter(endpoint, RESET);
            if (peer.state() != RESET || peer.previous() != ESTABLISHED) {
                active = false;
            }
            return Close.QUIETLY;
        }
        return Close.NO;
    }

    private Close fromClosed(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (segment.rst() && peer.state() != CLOSED) {
            enter(endpoint, RESET);
            return endpoint.closed ? Close.NO : Close.QUIETLY;
        }
        return Close.NO;
    }

    private void enter(TcpEndpoint endpoint, EndpointState next) {
        boolean handshakeOver = !next.isHandshake()
                && endpoint.state().isHandshake()
                && peerOf(endpoint).state().isHandshake();
        if (handshakeOver) {
            setInactivityTimeout(Timeouts.TCP_INACTIVITY);
        }
        endpoint.enter(next);
    }

    private void close(TcpEndpoint endpoint, TcpEndpoint peer, boolean finish) {
        if (endpoint.isDataPending(peer)) {
            closeDeferred = true;
            deferredFinish |= finish;
            return;
        }
        closeDeferred = false;
        if (endpoint.closed) {
            return;
        }
        endpoint.closed = true;
        boolean complete = endpoint.state() == RESET || peer.closed || peer.state() == INACTIVE;
        if (complete) {
            boolean worthSaying = endpoint.previous() != INACTIVE || peer.state() != INACTIVE;
            if (worthSaying && (finish || deferredFinish)) {
                active = false;
            }
            attemptDeadline = NEVER;
            halfClosed = NEVER;
            closeDeadline = last() + Timeouts.TCP_CLOSE;
        } else if (endpoint.previous() != INACTIVE) {
            halfClosed = last();
        }
    }

    /** A close that waited for missing data goes ahead once either stream is at its end. */
    private void noteEndOfStream(TcpEndpoint endpoint) {
        TcpEndpoint peer = peerOf(endpoint);
        if (endpoint.atEnd || !endpoint.isDoneSending() || endpoint.isDataPending(peer)) {
            return;
        }
        endpoint.atEnd = true;
        if (closeDeferred) {
            close(endpoint, peer, deferredFinish);
            closeDeferred = false;
        }
    }

    void retransmitted(TcpEndpoint endpoint) {
        endpoint.retransmissions = history().scaled('T', endpoint == originator, endpoint.retransmissions);
    }

    void missed(TcpEndpoint endpoint, long bytes) {
        if (originator.isClean() && responder.isClean()) {
            endpoint.gaps = history().scaled('G', endpoint == originator, endpoint.gaps);
            endpoint.missedBytes += bytes;
        }
    }

    void badChecksum(boolean fromOriginator) {
        TcpEndpoint endpoint = fromOriginator ? originator : responder;
        endpoint.badChecksums = history().scaled('C', fromOriginator, endpoint.badChecksums);
    }

    @Override
    void flip() {
        super.flip();
        swapEndpoints();
    }

    private void swapEndpoints() {
        TcpEndpoint was = originator;
        originator = responder;
        responder = was;
        partial = false;
    }

    /**
     * Whether a segment on this connection's tuple begins another connection: a SYN whose number this one does not know.
     */
    boolean isReusedBy(TcpSegment segment) {
        if (!segment.syn()) {
            return false;
        }
        TcpEndpoint starter = originator;
        if (segment.ack()) {
            if (originator.state() != INACTIVE) {
                return false;
            }
            starter = responder;
        }
        if (originator.closed && responder.closed) {
            return true;
        }
        if (segment.sequence() == starter.start()) {
            return false;
        }
        boolean reversed = !segment.ack()
                && starter.state() == SYN_ACK_SENT
                && responder.state() == INACTIVE
                && segment.sequence() == responder.start();
        return !reversed;
    }

    @Override
    long deadline() {
        long deadline = Math.min(super.deadline(), closeDeadline);
        if (active) {
            boolean attempt = responder.state() == INACTIVE
                    && (originator.state() == SYN_SENT || originator.state() == SYN_ACK_SENT);
            if (attempt) {
                deadline = Math.min(deadline, attemptDeadline);
            }
            if (isDeadWhenSilent()) {
                deadline = Math.min(deadline, nextLook());
            }
        }
        return deadline;
    }

    /** Whether a look at the silent connection removes it. */
    private boolean isDeadWhenSilent() {
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
    private long nextLook() {
        long after = last() + Timeouts.TCP_LINGER;
        long look = firstAfter(after, start() + Timeouts.TCP_FIRST_CHECK);
        return halfClosed == NEVER ? look : Math.min(look, firstAfter(after, halfClosed + Timeouts.TCP_CHECK));
    }

    private static long firstAfter(long time, long first) {
        if (time < first) {
            return first;
        }
        return first + ((time - first) / Timeouts.TCP_CHECK + 1) * Timeouts.TCP_CHECK;
    }

    /** Whether both sides took part in a handshake that was seen. Tells it once. */
    boolean takeEstablished() {
        boolean now = established;
        established = false;
        return now;
    }

    @Override
    public String transport() {
        return "tcp";
    }

    @Override
    public String state() {
        boolean payload = originatorBytes() > 0 || responderBytes() > 0;
        return ConnState.ofTcp(originator.state(), responder.state(), historyLetters(), payload);
    }

    @Override
    public long originatorBytes() {
        return originator.size(responder);
    }

    @Override
    public long responderBytes() {
        return responder.size(originator);
    }

    @Override
    public long missedBytes() {
        return originator.missedBytes + responder.missedBytes;
    }
}
