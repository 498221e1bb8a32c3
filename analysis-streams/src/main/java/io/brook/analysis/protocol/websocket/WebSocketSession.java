package io.brook.analysis.protocol.websocket;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/** One connection's frames, of both sides. What they carry may be another protocol, as in a tunnel. */
final class WebSocketSession implements AnalyzerSession, WebSocketSink {
    private static final String WRONG_OPCODE = "binpac exception: &enforce violation : WebSocket_FrameHeader:first2";

    private final SessionContext context;
    private final PerDirection<WebSocketParser> parsers =
            new PerDirection<>(direction -> new WebSocketParser(direction, this));

    WebSocketSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        WebSocketParser frames = parsers.get(direction);
        int start = in.position();
        while (in.remaining() > 0 && !frames.isViolated) {
            frames.read(in);
        }
        if (!frames.isViolated) {
            return Outcome.CONTINUE;
        }
        // Zeek shows the piece of the stream that it was given, wherever in it the frame is.
        in.goBack(start);
        context.violation(WRONG_OPCODE, in.text(in.remaining()));
        return Outcome.STOP;
    }

    @Override
    public void contents(Direction direction, byte[] bytes, int offset, int length) {
        context.carry(direction, bytes, offset, length);
    }

    @Override
    public void endOfMessage() {
        context.confirm();
    }

    @Override
    public void weird(Weird weird, String detail) {
        context.weird(weird, detail);
    }
}
