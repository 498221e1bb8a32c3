package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.mime.LineSplitter;
import io.brook.schemas.flow.Direction;

/** One connection: splits what both sides say into lines. */
final class Pop3Session implements AnalyzerSession {
    private final SessionContext context;
    private final Dialogue dialogue;
    private final LineSplitter fromClient = new LineSplitter(true);
    private final LineSplitter fromServer = new LineSplitter(true);
    private boolean saidLoneCr;

    Pop3Session(SessionContext context) {
        this.context = context;
        this.dialogue = new Dialogue(context);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        int start = in.position();
        int end = start + in.remaining();
        int used = context.isPartial() ? end : take(direction, in.array(), start, end);
        in.skip(used - start);
        dialogue.flush();
        return Outcome.CONTINUE;
    }

    /** What follows a violation is left: it comes again if the violation did not count. */
    private int take(Direction direction, byte[] bytes, int from, int end) {
        LineSplitter lines = direction.isFromOriginator() ? fromClient : fromServer;
        dialogue.forgetViolation();
        int at = from;
        while (at < end && !dialogue.isOver()) {
            at = lines.take(bytes, at, end);
            if (lines.sawLoneCr() && !saidLoneCr) {
                saidLoneCr = true;
                context.weird("line_terminated_with_single_CR", null, LineSplitter.SOURCE);
            }
            if (lines.hasLine()) {
                dialogue.line(direction, lines);
            }
        }
        lines.release();
        return at;
    }

    /** Zeek goes on as if nothing were missing. */
    @Override
    public Outcome gap(Direction direction, long missing) {
        return Outcome.CONTINUE;
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        LineSplitter lines = direction.isFromOriginator() ? fromClient : fromServer;
        take(direction, rest.array(), rest.position(), rest.position() + rest.remaining());
        lines.cut();
        if (lines.hasLine() && !dialogue.isOver()) {
            dialogue.line(direction, lines);
        }
        lines.release();
        dialogue.flush();
    }

    @Override
    public void finish() {
        dialogue.finish();
    }
}
