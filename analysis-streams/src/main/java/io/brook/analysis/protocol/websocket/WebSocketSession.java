package io.brook.analysis.protocol.websocket;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;

/** One connection's frames, of both sides. What they carry may be another protocol, as in a tunnel. */
final class WebSocketSession implements AnalyzerSession {
    private final FrameReader fromOriginator;
    private final FrameReader fromResponder;

    WebSocketSession(SessionContext context) {
        this.fromOriginator = new FrameReader(context, true);
        this.fromResponder = new FrameReader(context, false);
    }

    @Override
    public Outcome data(boolean originator, ByteCursor in) {
        FrameReader frames = originator ? fromOriginator : fromResponder;
        while (in.remaining() > 0 && !frames.isViolated()) {
            frames.read(in);
        }
        return frames.isViolated() ? Outcome.STOP : Outcome.CONTINUE;
    }
}
