package io.brook.analysis.engine;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.InnerStream;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.file.Feed;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.analysis.flow.TcpConnection;
import io.brook.analysis.flow.UdpConnection;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * One analyzer's session on one connection, with the bytes that it has not consumed yet. They are bounded: a session that wants
 * more than {@value #MAX_PENDING} bytes at once is ended.
 */
final class ProtocolSession implements SessionContext {
    static final int MAX_PENDING = 64 * 1024;

    /** Zeek's DPD::ignore_violations_after. */
    private static final long IGNORE_VIOLATIONS_AFTER = 10 * 1024;

    /** Protocols that people use interactively: Conn::analyzer_inactivity_timeouts. */
    private static final Set<String> INTERACTIVE = Set.of("ftp", "ssh");

    private static final byte[] NOTHING = {};

    private final SessionHost host;
    private final Connection connection;
    private final Dispatcher dispatcher;
    private final String name;
    private final SessionFiles files = new SessionFiles();
    private final AnalyzerSession session;
    private byte[] pendingFromOriginator = NOTHING;
    private byte[] pendingFromResponder = NOTHING;

    private final Standing standing;

    /** Whether it is given no more bytes. */
    private boolean stopped;

    /** Whether the last call to the session has found a violation. */
    private boolean violated;

    private boolean handedOver;

    /** What takes over, or null when that is to be found out. */
    private String successor;

    /** What is carried inside; null when nothing is. */
    private PayloadFollower carried;

    /** Whether the connection may be silent for no longer than this session says. */
    private boolean limitsSilence;

    private long now;

    ProtocolSession(ProtocolAnalyzer analyzer, SessionHost host) {
        this(analyzer, host, false);
    }

    /** @param detected whether the first bytes have told that it is spoken */
    ProtocolSession(ProtocolAnalyzer analyzer, SessionHost host, boolean detected) {
        this.standing = new Standing(detected);
        this.host = host;
        this.connection = host.connection();
        this.dispatcher = host.dispatcher();
        this.name = analyzer.name();
        this.session = analyzer.open(this);
    }

    void data(Direction direction, ByteCursor bytes, long time) {
        if (bytes.remaining() > 0) {
            data(direction, bytes.array(), bytes.position(), bytes.remaining(), time);
        }
    }

    void data(Direction direction, byte[] bytes, int offset, int length, long time) {
        if (stopped) {
            return;
        }
        now = time;
        ByteCursor cursor = joined(direction, bytes, offset, length);
        int before;
        do {
            before = cursor.position();
            violated = false;
            call(direction, cursor);
            // A violation counts once the packet is over: what the session has left of a stream comes again at once.
        } while (violated && !stopped && !isDatagrams() && cursor.remaining() > 0 && cursor.position() != before);
        if (handedOver) {
            ByteCursor other = pending(direction.opposite());
            stop();
            handedOver = false;
            host.takeOver(successor, direction, cursor, other, time);
        } else if (stopped || cursor.remaining() > MAX_PENDING) {
            stop();
        } else {
            keep(direction, cursor);
        }
    }

    private void call(Direction direction, ByteCursor cursor) {
        try {
            stopped = session.data(direction, cursor) != Outcome.CONTINUE;
        } catch (RuntimeException e) {
            failed();
        }
    }

    private ByteCursor joined(Direction direction, byte[] bytes, int offset, int length) {
        byte[] pending = direction.isFromOriginator() ? pendingFromOriginator : pendingFromResponder;
        if (pending.length == 0) {
            return new ByteCursor(bytes, offset, length);
        }
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(bytes, offset, all, pending.length, length);
        return new ByteCursor(all, 0, all.length);
    }

    private ByteCursor pending(Direction direction) {
        byte[] pending = direction.isFromOriginator() ? pendingFromOriginator : pendingFromResponder;
        return new ByteCursor(pending, 0, pending.length);
    }

    /** A datagram that was not consumed is dropped; what is left of a stream comes again. */
    private void keep(Direction direction, ByteCursor cursor) {
        boolean none = isDatagrams() || cursor.remaining() == 0;
        byte[] left = none ? NOTHING : cursor.bytes(cursor.remaining());
        if (direction.isFromOriginator()) {
            pendingFromOriginator = left;
        } else {
            pendingFromResponder = left;
        }
    }

    private void stop() {
        stopped = true;
        pendingFromOriginator = NOTHING;
        pendingFromResponder = NOTHING;
    }

    /** Whether it is given no more bytes, whatever comes. */
    boolean isStopped() {
        return stopped;
    }

    /** Bytes follow that nobody has any more: to a session that is not over this is the end of what it is given. */
    void trimmed() {
        if (!stopped) {
            stop();
            dispatcher.sessionTrimmed(analyzerName());
        }
    }

    void gap(Direction direction, long length, long time) {
        if (stopped) {
            return;
        }
        now = time;
        keep(direction, new ByteCursor(NOTHING, 0, 0));
        try {
            stopped = session.gap(direction, length) != Outcome.CONTINUE;
        } catch (RuntimeException e) {
            failed();
        }
        if (stopped) {
            stop();
        }
    }

    void endOfStream(Direction direction, long time) {
        if (stopped) {
            return;
        }
        now = time;
        try {
            session.endOfStream(direction, pending(direction));
        } catch (RuntimeException e) {
            failed();
        }
        keep(direction, new ByteCursor(NOTHING, 0, 0));
        if (carried != null) {
            carried.endOfStream(direction, time);
        }
    }

    void finish(long time) {
        now = time;
        stop();
        if (carried != null) {
            carried.finish(time);
        }
        try {
            session.finish();
        } catch (RuntimeException e) {
            failed();
        }
        files.end();
    }

    private void failed() {
        stopped = true;
        dispatcher.failed(analyzerName());
    }

    @Override
    public String uid() {
        return dispatcher.reports().uidOf(connection);
    }

    @Override
    public ConnId id() {
        return ConnRecords.idOf(connection);
    }

    @Override
    public int originatorPort() {
        return connection.originatorPort();
    }

    @Override
    public int responderPort() {
        return connection.responderPort();
    }

    @Override
    public boolean isDatagrams() {
        return connection instanceof UdpConnection;
    }

    @Override
    public boolean isPartial() {
        return connection instanceof TcpConnection tcp && tcp.isPartial();
    }

    @Override
    public boolean isLocal(Direction direction) {
        return dispatcher.reports().isLocal(connection, direction);
    }

    @Override
    public long start() {
        return connection.start();
    }

    @Override
    public long time() {
        return now;
    }

    @Override
    public void confirm() {
        if (!standing.confirm()) {
            return;
        }
        dispatcher.confirmed(connection, name, now);
        host.confirmed(name);
        if (INTERACTIVE.contains(name)) {
            connection.bearLongSilence();
        }
    }

    @Override
    public void confirmInner(String protocol) {
        dispatcher.confirmedInner(connection, protocol, now);
    }

    @Override
    public void violation(String reason) {
        violation(reason, null);
    }

    @Override
    public void violation(String reason, String data) {
        violated = true;
        if (connection.originatorBytes() + connection.responderBytes() > IGNORE_VIOLATIONS_AFTER) {
            return;
        }
        if (limitsSilence) {
            connection.allowSilence();
        }
        standing.violate(reason, data);
        host.violated();
    }

    /**
     * A packet is over in which there may have been a violation: it ends the session then, also when nobody has said that the
     * protocol is spoken. It is only told where somebody has, in the same packet at the latest (Zeek's analyzer_failed).
     */
    void settle() {
        if (!standing.isViolated()) {
            return;
        }
        stop();
        dispatcher.reports().lines().sessionEnded(analyzerName(), SessionEnd.VIOLATION);
        if (connection.isConfirmed(name)) {
            connection.retract(name);
            dispatcher
                    .reports()
                    .violations()
                    .ofProtocol(connection, analyzerName(), standing.violation(), standing.violationData(), now);
        }
        standing.remove();
    }

    /** One more piece of the streams has come, and was given to all sessions. */
    void passed() {
        standing.passed();
    }

    /** Whether the first bytes must not begin another session of the protocol: {@link Standing#isInTheWay}. */
    boolean isInTheWayOf(ProtocolAnalyzer analyzer) {
        return name.equals(analyzer.name()) && standing.isInTheWay();
    }

    private String analyzerName() {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public void weird(Weird weird, String detail) {
        dispatcher.reports().weirds().onConnection(connection, weird.oddity(), analyzerName(), detail, now);
    }

    @Override
    public void flipRoles() {
        if (connection instanceof UdpConnection udp) {
            udp.reverse();
        }
    }

    @Override
    public void limitReached() {
        connection.noteLimitReached();
    }

    @Override
    public void endWhenSilent(long period, long silence) {
        connection.endWhenSilent(period, silence);
        limitsSilence = true;
    }

    @Override
    public void log(SpecificRecord line) {
        LogStream.ofConnection(line, uid(), this::id);
        dispatcher.reports().log(line, now);
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        LogStream.ofConnection(found, uid(), this::id);
        dispatcher.reports().report(subject, found, now);
    }

    @Override
    public boolean analyzes(String type) {
        return dispatcher.isEnabled(type);
    }

    @Override
    public ProtocolAnalyzer analyzer() {
        return dispatcher.analyzers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void software(SoftwareBanner banner) {
        dispatcher.reports().inventory().software(connection, banner, now);
    }

    @Override
    public FileFeed file(FileOrigin origin) {
        Feed feed = dispatcher.file(this, origin, host.nextFile());
        files.add(feed);
        return feed;
    }

    @Override
    public void handOver(String analyzer) {
        handedOver = true;
        successor = analyzer;
    }

    @Override
    public void handOverToDetection() {
        handedOver = true;
        successor = null;
    }

    @Override
    public void carry(Direction direction, byte[] bytes, int offset, int length) {
        if (carried == null) {
            carried = host.ofCarried();
        }
        if (carried != null) {
            carried.data(direction, bytes, offset, length, now);
        }
    }

    @Override
    public Object remembered() {
        return host.remembered(name);
    }

    @Override
    public void remember(Object what) {
        host.remember(name, what);
    }

    @Override
    public InnerStream inner(String analyzer) {
        return dispatcher.named(analyzer).map(each -> host.inner(each, this)).orElse(null);
    }

    @Override
    public void service(String label) {
        connection.confirm(label);
    }

    @Override
    public void expect(String originator, String responder, int port, ProtocolAnalyzer analyzer, long timeout) {
        dispatcher.expect(new Expected(originator, responder, port, analyzer, now, timeout));
    }

    @Override
    public void tunnel(TunnelType type) {
        dispatcher.proxyTunnel(type, connection, now);
    }
}
