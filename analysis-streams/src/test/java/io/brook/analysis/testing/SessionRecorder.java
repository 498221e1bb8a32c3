package io.brook.analysis.testing;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A session without an engine: takes bytes of both sides, as the engine would hand them over, and notes what it says. */
public final class SessionRecorder implements SessionOutput {
    private final List<String> said = new ArrayList<>();
    private final AnalyzerSession session;
    private final ByteArrayOutputStream fromOriginator = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromResponder = new ByteArrayOutputStream();
    private Outcome outcome = Outcome.CONTINUE;

    public SessionRecorder(ProtocolAnalyzer analyzer) {
        session = analyzer.open(this);
    }

    public SessionRecorder originator(byte... bytes) {
        return data(true, bytes);
    }

    public SessionRecorder responder(byte... bytes) {
        return data(false, bytes);
    }

    public SessionRecorder data(boolean originator, byte[] bytes) {
        if (outcome == Outcome.CONTINUE) {
            ByteArrayOutputStream pending = originator ? fromOriginator : fromResponder;
            pending.writeBytes(bytes);
            byte[] all = pending.toByteArray();
            ByteCursor cursor = new ByteCursor(all, 0, all.length);
            outcome = session.data(originator, cursor);
            pending.reset();
            pending.write(all, cursor.position(), cursor.remaining());
        }
        return this;
    }

    public SessionRecorder gap(boolean originator, long length) {
        if (outcome == Outcome.CONTINUE) {
            outcome = session.gap(originator, length);
        }
        return this;
    }

    /** What the session has said so far, in order. */
    public List<String> said() {
        return said;
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public void confirm() {
        said.add("confirm");
    }

    @Override
    public void socksTunnel() {
        said.add("tunnel");
    }
}
