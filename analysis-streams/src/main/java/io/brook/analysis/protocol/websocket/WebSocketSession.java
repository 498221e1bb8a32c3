package io.brook.analysis.protocol.websocket;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** One connection's frames, of both sides. What they carry may be another protocol, as in a tunnel. */
final class WebSocketSession implements AnalyzerSession {
    private static final String WRONG_OPCODE = "binpac exception: &enforce violation : WebSocket_FrameHeader:first2";

    private final SessionContext context;
    private final FrameReader fromOriginator;
    private final FrameReader fromResponder;

    WebSocketSession(SessionContext context) {
        this.context = context;
        this.fromOriginator = new FrameReader(context, Direction.ORIGINATOR);
        this.fromResponder = new FrameReader(context, Direction.RESPONDER);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        FrameReader frames = direction.isFromOriginator() ? fromOriginator : fromResponder;
        int start = in.position();
        while (in.remaining() > 0 && !frames.isViolated()) {
            frames.read(in);
        }
        if (!frames.isViolated()) {
            return Outcome.CONTINUE;
        }
        // Zeek shows the piece of the stream that it was given, wherever in it the frame is.
        in.goBack(start);
        context.violation(WRONG_OPCODE, in.text(in.remaining()));
        return Outcome.STOP;
    }
}
