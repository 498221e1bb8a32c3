package io.brook.analysis.testing;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.InnerStream;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.state.StateCodec;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.subject.Report;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * A session without an engine: takes bytes of both sides, as the engine would hand them over, and notes what it says. Time
 * stands still unless it is {@linkplain #at set}.
 */
public final class SessionRecorder implements SessionContext {
    private final List<String> said = new ArrayList<>();
    private final List<SpecificRecord> lines = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final String uid;
    private List<RecordedFile> files = new ArrayList<>();
    private final boolean datagrams;
    private final ProtocolAnalyzer analyzer;
    private AnalyzerSession session;
    private final ByteArrayOutputStream fromOriginator = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromResponder = new ByteArrayOutputStream();
    private final StringBuilder carriedFromOriginator = new StringBuilder();
    private final StringBuilder carriedFromResponder = new StringBuilder();
    private Outcome outcome = Outcome.CONTINUE;
    private Set<String> disabled = Set.of();
    private int originatorPort = 40000;
    private String responder = "10.0.0.2";
    private int responderPort = 1;
    private long now;

    /** A session over TCP. */
    public SessionRecorder(ProtocolAnalyzer analyzer) {
        this(analyzer, false);
    }

    /** A session over TCP, on a connection of this identifier. */
    public SessionRecorder(ProtocolAnalyzer analyzer, String uid) {
        this(analyzer, uid, false);
    }

    /** @param datagrams whether it is over UDP */
    public SessionRecorder(ProtocolAnalyzer analyzer, boolean datagrams) {
        this(analyzer, "C1", datagrams);
    }

    private SessionRecorder(ProtocolAnalyzer analyzer, String uid, boolean datagrams) {
        this.uid = uid;
        this.datagrams = datagrams;
        this.analyzer = analyzer;
        this.session = analyzer.open(this);
    }

    /**
     * A session over TCP with some of the analysis switched off.
     *
     * @param disabled such as http-body
     */
    public SessionRecorder(ProtocolAnalyzer analyzer, Set<String> disabled) {
        this.uid = "C1";
        this.datagrams = false;
        this.disabled = disabled;
        this.analyzer = analyzer;
        this.session = analyzer.open(this);
    }

    /** A session over UDP between two ports of 10.0.0.1 and the responder. */
    public SessionRecorder(ProtocolAnalyzer analyzer, int originatorPort, String responder, int responderPort) {
        this.uid = "C1";
        this.datagrams = true;
        this.originatorPort = originatorPort;
        this.responder = responder;
        this.responderPort = responderPort;
        this.analyzer = analyzer;
        this.session = analyzer.open(this);
    }

    /** @param time from here on, in nanoseconds since the epoch */
    public SessionRecorder at(long time) {
        now = time;
        return this;
    }

    public SessionRecorder originator(byte... bytes) {
        return data(Direction.ORIGINATOR, bytes);
    }

    /** @param text one byte a character */
    public SessionRecorder originator(String text) {
        return data(Direction.ORIGINATOR, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public SessionRecorder responder(byte... bytes) {
        return data(Direction.RESPONDER, bytes);
    }

    /** @param text one byte a character */
    public SessionRecorder responder(String text) {
        return data(Direction.RESPONDER, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public SessionRecorder data(Direction direction, byte[] bytes) {
        if (outcome == Outcome.CONTINUE) {
            ByteArrayOutputStream pending = pending(direction);
            pending.writeBytes(bytes);
            byte[] all = pending.toByteArray();
            ByteCursor cursor = new ByteCursor(all, 0, all.length);
            after(session.data(direction, cursor));
            pending.reset();
            if (!datagrams) {
                pending.write(all, cursor.position(), cursor.remaining());
            }
        }
        return this;
    }

    public SessionRecorder gap(Direction direction, long length) {
        if (outcome == Outcome.CONTINUE) {
            pending(direction).reset();
            after(session.gap(direction, length));
        }
        return this;
    }

    /** A piece of a conversation. */
    public SessionRecorder hear(Conversation.Piece piece) {
        at(piece.time());
        return piece.missing() > 0 ? gap(piece.direction(), piece.missing()) : data(piece.direction(), piece.bytes());
    }

    /**
     * The session is saved, and another one goes on in its place.
     *
     * @return how many bytes that took
     */
    @SuppressWarnings("unchecked")
    public int saveAndRestore() {
        StateCodec codec = new StateCodec(List.of(this));
        byte[] saved = codec.save(new Object[] {session, files});
        Object[] restored = (Object[]) codec.restore(saved);
        session = (AnalyzerSession) restored[0];
        files = (List<RecordedFile>) restored[1];
        return saved.length;
    }

    /** One direction ends. */
    public SessionRecorder end(Direction direction) {
        if (outcome == Outcome.CONTINUE) {
            byte[] rest = pending(direction).toByteArray();
            session.endOfStream(direction, new ByteCursor(rest, 0, rest.length));
            pending(direction).reset();
        }
        return this;
    }

    /** The connection ends. */
    public SessionRecorder finish() {
        outcome = Outcome.STOP;
        session.finish();
        return this;
    }

    private ByteArrayOutputStream pending(Direction direction) {
        return direction.isFromOriginator() ? fromOriginator : fromResponder;
    }

    private void after(Outcome wanted) {
        if (wanted == Outcome.STOP) {
            outcome = Outcome.STOP;
        }
    }

    /** What the session has said so far, in order: records as Avro writes them as text. */
    public List<String> said() {
        return said;
    }

    /** The log lines among what it has said. */
    public List<SpecificRecord> lines() {
        return lines;
    }

    /** The only log line of this kind that it has said so far. */
    public <T extends SpecificRecord> T line(Class<T> type) {
        List<T> all = lines.stream().filter(type::isInstance).map(type::cast).toList();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " lines of " + type.getSimpleName() + ": " + said);
        }
        return all.get(0);
    }

    /** What it has reported for others to decide about, in order. */
    public List<Report> reports() {
        return reports;
    }

    /** The files that it has begun, in order. */
    public List<RecordedFile> files() {
        return files;
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public ConnId id() {
        return new ConnId("10.0.0.1", originatorPort, responder, responderPort);
    }

    @Override
    public int originatorPort() {
        return originatorPort;
    }

    @Override
    public int responderPort() {
        return responderPort;
    }

    @Override
    public boolean isDatagrams() {
        return datagrams;
    }

    @Override
    public boolean isPartial() {
        return false;
    }

    @Override
    public boolean isLocal(Direction direction) {
        return true;
    }

    @Override
    public long start() {
        return 0;
    }

    @Override
    public long time() {
        return now;
    }

    @Override
    public void confirm() {
        said.add("confirm");
    }

    @Override
    public void violation(String reason) {
        said.add("violation " + reason);
        outcome = Outcome.STOP;
    }

    @Override
    public void violation(String reason, String data) {
        said.add("violation " + reason + ": " + data);
        outcome = Outcome.STOP;
    }

    @Override
    public void flipRoles() {
        said.add("flip");
    }

    @Override
    public void limitReached() {
        said.add("limit");
    }

    @Override
    public void endWhenSilent(long period, long silence) {}

    @Override
    public void weird(Weird weird, String detail) {
        String name = weird.oddity().name();
        said.add(detail == null ? "weird " + name : "weird " + name + ": " + detail);
    }

    @Override
    public void log(SpecificRecord line) {
        LogStream.ofConnection(line, uid(), this::id);
        lines.add(line);
        said.add(line.toString());
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        LogStream.ofConnection(found, uid(), this::id);
        reports.add(new Report(subject, found));
        said.add("report " + subject + ": " + found);
    }

    @Override
    public ProtocolAnalyzer analyzer() {
        return analyzer;
    }

    @Override
    public boolean analyzes(String type) {
        return !disabled.contains(type);
    }

    @Override
    public void software(SoftwareBanner banner) {
        said.add(banner.toString());
    }

    @Override
    public FileFeed file(FileOrigin origin) {
        RecordedFile file = new RecordedFile("F" + (files.size() + 1), origin);
        files.add(file);
        said.add(file.fuid() + ' ' + origin);
        return file;
    }

    @Override
    public void handOver(String analyzer) {
        said.add("hand over to " + analyzer);
        outcome = Outcome.STOP;
    }

    @Override
    public void handOverToDetection() {
        said.add("hand over");
        outcome = Outcome.STOP;
    }

    @Override
    public void carry(Direction direction, byte[] bytes, int offset, int length) {
        carried(direction).append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    private StringBuilder carried(Direction direction) {
        return direction.isFromOriginator() ? carriedFromOriginator : carriedFromResponder;
    }

    /** What one direction has carried inside its protocol, a character for each byte. */
    public String carriedText(Direction direction) {
        return carried(direction).toString();
    }

    @Override
    public Object remembered() {
        return null;
    }

    @Override
    public void remember(Object what) {}

    @Override
    public InnerStream inner(String analyzer) {
        said.add("inside " + analyzer);
        return new RecordedInner(this);
    }

    @Override
    public void confirmInner(String protocol) {
        said.add("confirm " + protocol);
    }

    @Override
    public void service(String label) {
        said.add("service " + label);
    }

    @Override
    public void expect(String originator, String responder, int port, ProtocolAnalyzer analyzer, long timeout) {
        said.add("expect " + originator + " -> " + responder + ':' + port + ' ' + analyzer.name());
    }

    @Override
    public void tunnel(TunnelType type) {
        said.add("tunnel");
    }

    /** Notes what is given to a session inside. */
    private record RecordedInner(SessionRecorder recorder) implements InnerStream {
        @Override
        public void data(Direction direction, byte[] bytes) {
            recorder.said.add(
                    (direction.isFromOriginator() ? "> " : "< ") + new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void end() {
            recorder.said.add("inside ends");
        }
    }
}
