package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.CLOSED;
import static io.brook.analysis.flow.EndpointState.ESTABLISHED;
import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.RESET;

import io.brook.analysis.stream.ReassemblyBudget;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;

/** A TCP connection, judged from the middle as Zeek judges it: its states, its letters, its end. */
public final class TcpConnection extends JudgedConnection implements TcpEndpoint.Owner {
    /** How many FINs or RSTs in quick succession are a storm: Zeek's tcp_storm_thresh. */
    private static final int STORM = 1000;
    /** How soon, in nanoseconds: Zeek's tcp_storm_interarrival_thresh. */
    private static final long STORM_INTERVAL = 1_000_000_000L;

    private static final char RESPONDER_SYN_ACK = 'h';

    private TcpEndpoint originator;
    private TcpEndpoint responder;

    /** Whether the beginning was not seen. */
    private boolean partial;

    private boolean closeDeferred;
    private boolean deferredFinish;
    private boolean established;
    private final TcpTimers timers = new TcpTimers();

    /** The odd things about the last segment, a bit for each {@link TcpWeird}. */
    private long oddities;

    private boolean wasOdd;

    private final ConnectionListener listener;

    /** Whether the streams have a follower, which they get with their first bytes. */
    private boolean followed;

    /** Payload that nobody needs; null while there is none. */
    private Surplus surplus;

    /** The last segment's time. */
    private long now;

    TcpConnection(
            FlowKey key, HeaderWalk first, long time, int pass, ReassemblyBudget budget, ConnectionListener listener) {
        super(key, first, time, pass, Timeouts.UDP_INACTIVITY);
        this.listener = listener;
        originator = new TcpEndpoint(this, budget);
        responder = new TcpEndpoint(this, budget);
    }

    /** Guesses from the ports whether a connection that does not begin with a SYN begins with its responder. */
    static boolean beginsWithResponder(TcpSegment first, int sourcePort, int targetPort) {
        if (first.syn() && !first.ack() || !ServerPorts.isTcp(sourcePort)) {
            return false;
        }
        return !ServerPorts.isTcp(targetPort) || !first.syn() && sourcePort < targetPort;
    }

    /** Takes in the next segment. */
    void segment(TcpSegment segment, Direction direction, long time) {
        // Where packets were captured out of order, time stands still for those who listen.
        now = Math.max(now, time);
        TcpEndpoint endpoint = direction.isFromOriginator() ? originator : responder;
        TcpEndpoint peer = peerOf(endpoint);
        notePartial(segment, endpoint);
        int onePast = segment.sequence() + segment.span();
        TcpNumbering.start(this, endpoint, peer, segment, onePast);
        long sequence = endpoint.relative(segment.sequence());
        boolean beforeStart = sequence < 0;
        if (beforeStart && !segment.rst()) {
            note(TcpWeird.SEQ_UNDERFLOW);
        }
        noteHistory(segment, endpoint, sequence);
        noteWindow(segment, endpoint, peer);
        if (!originator.closed || !responder.closed) {
            setLast(time);
        }
        noteControls(segment, endpoint, peer, sequence, time);
        long acknowledgment = segment.ack() ? TcpNumbering.acknowledge(this, segment, endpoint, peer) : 0;
        int advance = endpoint.advance(segment, onePast);
        endpoint.lastSegment = time;
        TcpStateMachine.Close close = TcpStateMachine.next(this, segment, endpoint, peer, advance, time);
        if (segment.ack()) {
            noteAcknowledgment(peer.acknowledgeStream(acknowledgment, partial), time);
            noteEndOfStream(peer);
        }
        endpoint.seen = true;
        if (segment.payloadLength() > 0 && !segment.rst() && !beforeStart) {
            deliver(segment, endpoint, segment.syn() ? sequence + 1 : sequence);
        }
        noteEndOfStream(endpoint);
        if (close != TcpStateMachine.Close.NO) {
            close(endpoint, peer, close == TcpStateMachine.Close.FINISH);
        }
    }

    /** For what is said of loss; where a side is not established, numbers need not fit. */
    private void noteAcknowledgment(long missing, long time) {
        if (missing >= 0
                && originator.state() == EndpointState.ESTABLISHED
                && responder.state() == EndpointState.ESTABLISHED) {
            listener.acknowledged(missing > 0, time);
        }
    }

    private void deliver(TcpSegment segment, TcpEndpoint endpoint, long sequence) {
        if (followed && segment.payload() != null && follower().isDone()) {
            surplus = surplus == null ? new Surplus() : surplus;
            surplus.add(segment.payloadLength());
        }
        TcpWeird odd = segment.isWhole() ? endpoint.send(sequence, segment) : TcpWeird.TRUNCATED_TCP_PAYLOAD;
        if (odd != null) {
            note(odd);
        }
    }

    /** Whether captures are to be told now, and once, that nobody needs payload any more: after so many bytes of such. */
    boolean takeShunt(long after) {
        boolean now = surplus != null && surplus.isMuch(after) && isLasting();
        if (now) {
            surplus.tell();
        }
        return now;
    }

    /** Whether a capture can see when it ends, by SYN, FIN, RST or silence. What comes through a tunnel has no flow for it. */
    private boolean isLasting() {
        return !originator.isDoneSending()
                && !responder.isDoneSending()
                && tunnelParents().isEmpty()
                && deadline() - last() >= Timeouts.TCP_INACTIVITY;
    }

    /** Whether captures have been told that nobody needs its payload. */
    public boolean isShunted() {
        return surplus != null && surplus.isTold();
    }

    @Override
    void note(TcpWeird odd) {
        oddities |= 1L << odd.ordinal();
        wasOdd = true;
    }

    @Override
    boolean wasOdd() {
        return wasOdd;
    }

    /** The odd things about the last segment, a bit for each {@link TcpWeird}; tells them once. */
    long takeOddities() {
        long now = oddities;
        oddities = 0;
        return now;
    }

    /** SYN, FIN and RST, and what is odd about them. */
    private void noteControls(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer, long sequence, long time) {
        boolean storming = time < endpoint.lastSegment + STORM_INTERVAL;
        if (segment.syn()) {
            noteSyn(segment);
            TcpWindow.open(endpoint.window, peer.window, segment);
        }
        if (segment.fin() && endpoint.fin(sequence + segment.span()) >= STORM && storming) {
            note(TcpWeird.FIN_STORM);
        }
        if (segment.rst() && endpoint.reset() >= STORM && storming) {
            note(TcpWeird.RST_STORM);
        }
    }

    private void noteSyn(TcpSegment segment) {
        if (segment.rst()) {
            note(TcpWeird.TCP_CHRISTMAS);
        }
        if (segment.urg()) {
            note(TcpWeird.BAROQUE_SYN);
        }
        if (segment.payloadLength() > 0) {
            note(TcpWeird.SYN_WITH_DATA);
        }
        if (segment.windowScale() > TcpWindow.MAX_SCALE && !wasOdd) {
            note(TcpWeird.TCP_SCALE_RANGE);
        }
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

    private void noteHistory(TcpSegment segment, TcpEndpoint endpoint, long sequence) {
        History history = history();
        if (segment.plain() && history.isLoneSynAck() && (segment.payloadLength() > 0 || segment.ack())) {
            swapRoles();
            swapEndpoints();
            history.flipFromTheStart();
        }
        TcpHistory.note(history, segment, endpoint, directionOf(endpoint), sequence);
    }

    /** A zero window says something unless the connection is being torn down anyway; so does one that shrinks. */
    private void noteWindow(TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (segment.window() == 0 && !segment.rst() && peer.state() != CLOSED && endpoint.state() != RESET) {
            endpoint.zeroWindows = history().scaled('W', directionOf(endpoint), endpoint.zeroWindows);
        }
        boolean open = endpoint.state() != CLOSED && endpoint.state() != RESET;
        if (segment.plain() && open && endpoint.window.update(segment)) {
            note(TcpWeird.WINDOW_RECISION);
        }
    }

    @Override
    void establish() {
        if (Timeouts.isInteractive(responderPort())) {
            setInactivityTimeout(Timeouts.INTERACTIVE_INACTIVITY);
        }
        established = originator.state() == ESTABLISHED && responder.state() == ESTABLISHED;
    }

    @Override
    void reverse(TcpEndpoint synSender) {
        flip();
        synSender.seen = true;
    }

    @Override
    void noteBeginningKnown() {
        partial = false;
    }

    @Override
    void deactivate() {
        timers.deactivate();
    }

    @Override
    void attempted(long time) {
        timers.attempted(time);
    }

    @Override
    boolean isOriginator(TcpEndpoint endpoint) {
        return endpoint == originator;
    }

    private Direction directionOf(TcpEndpoint sender) {
        return Direction.of(sender == originator);
    }

    @Override
    void enter(TcpEndpoint endpoint, EndpointState next) {
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
                timers.deactivate();
            }
            timers.closed(last());
        } else if (endpoint.previous() != INACTIVE) {
            timers.halfClosed(last());
        }
    }

    /** A close that waited for missing data goes ahead once either stream is at its end. */
    private void noteEndOfStream(TcpEndpoint endpoint) {
        TcpEndpoint peer = peerOf(endpoint);
        if (endpoint.atEnd || !endpoint.isDoneSending() || endpoint.isDataPending(peer)) {
            return;
        }
        endpoint.atEnd = true;
        follower().endOfStream(directionOf(endpoint), now);
        if (closeDeferred) {
            if (endpoint.isDataPending(peer) && endpoint.closed && peer.closed) {
                note(TcpWeird.PENDING_DATA_WHEN_CLOSED);
            }
            close(endpoint, peer, deferredFinish);
            closeDeferred = false;
        }
    }

    @Override
    public void retransmitted(TcpEndpoint endpoint) {
        endpoint.retransmissions = history().scaled('T', directionOf(endpoint), endpoint.retransmissions);
    }

    @Override
    public void received(TcpEndpoint endpoint, byte[] bytes, int offset, int length) {
        streams().data(directionOf(endpoint), bytes, offset, length, now);
    }

    @Override
    public void receivedTrimmed(TcpEndpoint endpoint, int length) {
        streams().trimmed(directionOf(endpoint), length, now);
    }

    /** Whether the beginning was not seen. */
    public boolean isPartial() {
        return partial;
    }

    /** Whether no side is in its handshake any more: it is over, or its beginning was not seen. */
    public boolean isPastHandshake() {
        return !originator.state().isHandshake() && !responder.state().isHandshake();
    }

    private PayloadFollower streams() {
        if (!followed) {
            followed = true;
            followWith(listener.follow(this));
        }
        return follower();
    }

    @Override
    public void missed(TcpEndpoint endpoint, long sequence, long bytes) {
        streams().gap(directionOf(endpoint), bytes, now);
        if (originator.isClean() && responder.isClean()) {
            endpoint.gaps = history().scaled('G', directionOf(endpoint), endpoint.gaps);
            endpoint.missedBytes += bytes;
            listener.missed(this, directionOf(endpoint), sequence, bytes, now);
        }
    }

    void badHeader(TcpWeird fault) {
        note(fault);
    }

    void badChecksum(Direction direction) {
        note(TcpWeird.BAD_TCP_CHECKSUM);
        TcpEndpoint endpoint = direction.isFromOriginator() ? originator : responder;
        endpoint.badChecksums = history().scaled('C', direction, endpoint.badChecksums);
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

    /** Whether a segment on this connection's tuple begins another connection. */
    boolean isReusedBy(TcpSegment segment, long time) {
        return TcpReuse.begins(this, originator, responder, segment, time);
    }

    @Override
    void reclaim() {
        originator.reclaimStream();
        responder.reclaimStream();
    }

    @Override
    void release() {
        originator.closeStream();
        responder.closeStream();
    }

    @Override
    long deadline() {
        return Math.min(super.deadline(), timers.deadline(originator, responder, start(), last()));
    }

    /** Whether both sides took part in a handshake that was seen. Tells it once. */
    boolean takeEstablished() {
        boolean now = established;
        established = false;
        return now;
    }

    /** Whether the responder has said that it accepts, or talks although the beginning was not seen. */
    @Override
    public boolean isServed() {
        return switch (responder.state()) {
            case ESTABLISHED, CLOSED, PARTIAL -> true;
            default -> historyLetters() != null && historyLetters().indexOf(RESPONDER_SYN_ACK) >= 0;
        };
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
