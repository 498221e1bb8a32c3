package io.brook.analysis.engine;

import io.brook.analysis.analyzer.InnerStream;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.analysis.flow.TcpConnection;
import io.brook.analysis.flow.UdpConnection;
import io.brook.schemas.flow.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Detects the protocols of one connection and runs their sessions: those whose port it is on, or that are expected, from the
 * start; others once the first bytes look like them, and then from the first byte, too. Keeps about
 * {@value FirstBytes#ENOUGH} bytes at most, and none once nothing is left to find out.
 */
final class ConnectionAnalysis implements PayloadFollower, SessionHost {
    /** How many sessions may follow one another on a connection. */
    private static final int MAX_HAND_OVERS = 16;

    /** How deep protocols are looked for in one another. */
    private static final int MAX_CARRIED = 4;

    private final Connection connection;
    private final Dispatcher dispatcher;
    private final boolean datagrams;

    /** The analysis of what carries this; null for the connection's own. */
    private final ConnectionAnalysis carrier;

    /** What sessions have left to later ones of their protocols, for all that the connection carries; null for nothing. */
    private Map<String, Object> memories;

    private final List<ProtocolSession> sessions = new ArrayList<>(1);

    /**
     * The sessions whose bytes come from other sessions. The list is replaced and never changed, since most connections have
     * none.
     */
    private List<InnerSession> inner = List.of();

    /** The protocols that first bytes may still tell of, a bit for each by its place in the list of all. */
    private long candidates;

    /** Those that the originator's bytes look like. */
    private long likeOriginator;

    /** Those that the responder's bytes look like. */
    private long likeResponder;

    /** Those that the originator's bytes do not look like, and never will. */
    private long unlikeOriginator;

    /** Those that the responder's bytes do not look like. */
    private long unlikeResponder;

    private final FirstBytes first = new FirstBytes();

    /** Null where no signatures are looked for, or no longer. */
    private SignatureSearch signatures;

    private int datagramsSeen;
    private int datagramBytesSeen;

    /** From which session on they follow what is looked at now; those before have handed over. */
    private int sessionsBefore;

    /** Whether a session has found a violation in the packet that is being analysed. */
    private boolean violated;

    /** How many sessions have given up their place to another one. */
    private int handOvers;

    /** How many sessions have left it to their bytes what comes after them. */
    private int detections;

    private int filesSeen;

    /** The protocols that are not those of the port, and are still to be told of; the list is replaced and never changed. */
    private List<String> unexpected = List.of();

    ConnectionAnalysis(Connection connection, Dispatcher dispatcher) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.datagrams = connection instanceof UdpConnection;
        this.carrier = null;
        this.signatures = connection instanceof TcpConnection tcp ? new SignatureSearch(tcp) : null;
        for (ProtocolAnalyzer analyzer : dispatcher.expectedOn(connection)) {
            if (dispatcher.isEnabled(analyzer.name())) {
                sessions.add(new ProtocolSession(analyzer, this));
            }
        }
        detect();
    }

    /** Contents of another session's protocol, which no port identifies. */
    private ConnectionAnalysis(ConnectionAnalysis carrier) {
        this.connection = carrier.connection;
        this.dispatcher = carrier.dispatcher;
        this.datagrams = false;
        this.carrier = carrier;
        this.candidates = dispatcher.all();
    }

    @Override
    public PayloadFollower ofCarried() {
        return depth() < MAX_CARRIED ? new ConnectionAnalysis(this) : null;
    }

    /** In how many others what is analysed is carried. */
    private int depth() {
        return carrier == null ? 0 : carrier.depth() + 1;
    }

    @Override
    public Object remembered(String protocol) {
        if (carrier != null) {
            return carrier.remembered(protocol);
        }
        return memories == null ? null : memories.get(protocol);
    }

    @Override
    public void remember(String protocol, Object what) {
        if (carrier != null) {
            carrier.remember(protocol, what);
            return;
        }
        if (memories == null) {
            memories = new HashMap<>(2);
        }
        memories.put(protocol, what);
    }

    private void detect() {
        List<ProtocolAnalyzer> all = dispatcher.analyzers();
        // Where somebody has said what is coming, the port says nothing.
        boolean expected = !sessions.isEmpty();
        for (long left = dispatcher.all(); left != 0; left &= left - 1) {
            ProtocolAnalyzer analyzer = all.get(Long.numberOfTrailingZeros(left));
            if (!expected && isOnItsPort(analyzer)) {
                sessions.add(new ProtocolSession(analyzer, this));
            }
        }
        candidates = dispatcher.all();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public int nextFile() {
        return filesSeen++;
    }

    @Override
    public void data(Direction direction, byte[] bytes, int offset, int length, long time) {
        if (signatures != null) {
            signatures.data(direction, bytes, offset, length, dispatcher.reports(), time);
            signatures = signatures.isOver() ? null : signatures;
        }
        // Those that take over meanwhile have been given their part of it.
        int before = sessions.size();
        int detectionsBefore = detections;
        for (int i = 0; i < before; i++) {
            sessions.get(i).data(direction, bytes, offset, length, time);
        }
        // Where one has begun anew it has been given its part, too.
        if (candidates != 0 && detections == detectionsBefore) {
            look(direction, bytes, offset, length, time);
        }
        for (int i = 0; i < before; i++) {
            sessions.get(i).passed();
        }
        settle();
        tellOfUnexpected(time);
        leaveWhenDone();
    }

    @Override
    public void confirmed(String protocol) {
        if (carrier != null) {
            carrier.confirmed(protocol);
        } else if (dispatcher.findings().seeksProtocols() && !unexpected.contains(protocol)) {
            dispatcher
                    .named(protocol)
                    .filter(analyzer -> !isOnItsPort(analyzer))
                    .ifPresent(analyzer -> {
                        List<String> more = new ArrayList<>(unexpected);
                        more.add(protocol);
                        unexpected = List.copyOf(more);
                    });
        }
    }

    private boolean isOnItsPort(ProtocolAnalyzer analyzer) {
        return (datagrams ? analyzer.udpPorts() : analyzer.tcpPorts()).contains(connection.responderPort());
    }

    private void tellOfUnexpected(long time) {
        if (!unexpected.isEmpty() && ConnectionFindings.isTelling(connection, time)) {
            tellAtOnce(time);
        }
    }

    private void tellAtOnce(long time) {
        List<String> all = unexpected;
        unexpected = List.of();
        dispatcher.findings().protocols(connection, all, time);
    }

    @Override
    public void violated() {
        violated = true;
    }

    /** Sessions with a violation end once the packet is over: until then, Zeek's events are only queued. */
    private void settle() {
        if (violated) {
            violated = false;
            sessions.forEach(ProtocolSession::settle);
            inner.forEach(InnerSession::settle);
        }
    }

    @Override
    public void trimmed(Direction direction, int length, long time) {
        noMoreToDetect();
        for (ProtocolSession session : sessions) {
            session.trimmed();
        }
        tellOfUnexpected(time);
        leaveWhenDone();
    }

    @Override
    public void gap(Direction direction, long length, long time) {
        noMoreToDetect();
        for (ProtocolSession session : sessions) {
            session.gap(direction, length, time);
        }
        settle();
        leaveWhenDone();
    }

    /** First bytes with a hole in them look like nothing. */
    private void noMoreToDetect() {
        candidates = 0;
        first.forget();
        signatures = null;
    }

    @Override
    public void endOfStream(Direction direction, long time) {
        for (ProtocolSession session : List.copyOf(sessions)) {
            session.endOfStream(direction, time);
        }
        settle();
    }

    @Override
    public void finish(long time) {
        for (ProtocolSession session : sessions) {
            session.finish(time);
        }
        for (InnerSession session : inner) {
            session.finish(time);
        }
        settle();
        tellAtOnce(time);
    }

    /** What is carried inside, too, comes through sessions of the connection's own. */
    @Override
    public boolean isDone() {
        // The few bytes that signatures are still looked for in come long before a capture is told to leave payload
        // out.
        if (candidates != 0) {
            return false;
        }
        for (ProtocolSession session : sessions) {
            if (!session.isStopped()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public InnerStream inner(ProtocolAnalyzer analyzer, ProtocolSession outer) {
        InnerSession session = new InnerSession(this, outer, new ProtocolSession(analyzer, this));
        List<InnerSession> more = new ArrayList<>(inner);
        more.add(session);
        inner = List.copyOf(more);
        return session;
    }

    void endInner(InnerSession session) {
        List<InnerSession> rest = new ArrayList<>(inner);
        if (rest.remove(session)) {
            inner = List.copyOf(rest);
            session.finish(session.time());
        }
    }

    private void look(Direction direction, byte[] bytes, int offset, int length, long time) {
        if (datagrams) {
            datagramsSeen++;
            datagramBytesSeen += length;
        } else {
            first.add(direction, bytes, offset, length);
        }
        ByteCursor seen = datagrams ? new ByteCursor(bytes, offset, length) : first.of(direction);
        int start = seen.position();
        List<ProtocolAnalyzer> all = dispatcher.analyzers();
        long settled =
                direction.isFromOriginator() ? likeOriginator | unlikeOriginator : likeResponder | unlikeResponder;
        // What was restored may be of a worker with more analyzers, in jars that are gone.
        candidates &= dispatcher.known();
        for (long left = candidates & ~settled; left != 0; left &= left - 1) {
            long bit = Long.lowestOneBit(left);
            ProtocolAnalyzer analyzer = all.get(Long.numberOfTrailingZeros(bit));
            Probe looks = datagrams ? analyzer.probeDatagram(direction, seen) : analyzer.probe(direction, seen);
            seen.goBack(start);
            if (isFound(bit, direction, looks, analyzer.eachSideTells()) && !isFollowed(analyzer)) {
                ProtocolSession session = new ProtocolSession(analyzer, this, true);
                sessions.add(session);
                if (datagrams) {
                    session.data(direction, bytes, offset, length, time);
                } else {
                    first.replay(session, time);
                }
            }
        }
        if (first.isEnough() || datagramsSeen > FirstBytes.MAX_CHUNKS || datagramBytesSeen > FirstBytes.ENOUGH) {
            candidates = 0;
        }
        if (candidates == 0) {
            first.forget();
        }
    }

    /**
     * Whether the bytes tell of a protocol now: both directions look like it, or one is enough. They tell of it once, or once for
     * each direction where each tells by itself. What neither direction looks like it is not.
     */
    private boolean isFound(long bit, Direction direction, Probe looks, boolean eachSideTells) {
        boolean like = looks == Probe.YES || looks == Probe.CERTAIN;
        if (like) {
            likeOriginator |= direction.isFromOriginator() ? bit : 0;
            likeResponder |= direction.isFromOriginator() ? 0 : bit;
        } else if (looks == Probe.NO && !datagrams) {
            unlikeOriginator |= direction.isFromOriginator() ? bit : 0;
            unlikeResponder |= direction.isFromOriginator() ? 0 : bit;
        }
        boolean isFound = looks == Probe.CERTAIN || like && (likeOriginator & likeResponder & bit) != 0;
        if (isFound && !eachSideTells) {
            candidates &= ~bit;
        }
        candidates &= ~((likeOriginator | unlikeOriginator) & (likeResponder | unlikeResponder) & bit);
        return isFound;
    }

    private boolean isFollowed(ProtocolAnalyzer analyzer) {
        for (int i = sessionsBefore; i < sessions.size(); i++) {
            if (sessions.get(i).isInTheWayOf(analyzer)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void takeOver(String successor, Direction direction, ByteCursor rest, ByteCursor other, long time) {
        if (++handOvers > MAX_HAND_OVERS) {
            return;
        }
        if (successor == null) {
            detections++;
            sessionsBefore = sessions.size();
            first.forget();
            likeOriginator = 0;
            likeResponder = 0;
            unlikeOriginator = 0;
            unlikeResponder = 0;
            candidates = dispatcher.all();
            feed(direction.opposite(), other, time);
            feed(direction, rest, time);
        } else {
            dispatcher.named(successor).ifPresent(analyzer -> {
                ProtocolSession session = new ProtocolSession(analyzer, this);
                sessions.add(session);
                session.data(direction.opposite(), other, time);
                session.data(direction, rest, time);
            });
        }
    }

    private void feed(Direction direction, ByteCursor bytes, long time) {
        if (bytes.remaining() > 0 && candidates != 0) {
            look(direction, bytes.array(), bytes.position(), bytes.remaining(), time);
        }
    }

    private void leaveWhenDone() {
        if (carrier == null && sessions.isEmpty() && candidates == 0 && signatures == null) {
            connection.followWith(PayloadFollower.NONE);
        }
    }
}
