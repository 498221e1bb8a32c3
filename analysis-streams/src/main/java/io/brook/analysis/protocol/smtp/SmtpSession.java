package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.LineSplitter;
import io.brook.analysis.line.LineWeird;
import io.brook.schemas.flow.Direction;

/** One connection: splits what both sides say into lines and chunks. */
final class SmtpSession implements AnalyzerSession {
    private final SessionContext context;
    private final Dialogue dialogue;
    private final LineSplitter fromOriginator = new LineSplitter();
    private final LineSplitter fromResponder = new LineSplitter();
    private boolean originatorEnded;
    private boolean responderEnded;
    private boolean saidNul;
    private boolean saidLoneCr;

    SmtpSession(SessionContext context) {
        this.context = context;
        this.dialogue = new Dialogue(context);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        int start = in.position();
        int end = start + in.remaining();
        // Where the beginning was not seen, Zeek does not look for lines.
        int used = context.isPartial() ? end : take(direction, in.array(), start, end);
        in.skip(used - start);
        dialogue.flush();
        return dialogue.isGivenUp() ? Outcome.STOP : Outcome.CONTINUE;
    }

    /** What follows a violation is left: it comes again if the violation did not count. */
    private int take(Direction direction, byte[] bytes, int from, int end) {
        LineSplitter lines = lines(direction);
        dialogue.forgetViolation();
        int at = from;
        while (at < end && !dialogue.isOver()) {
            if (dialogue.chunkLeft(direction) > 0) {
                at = takeChunk(direction, bytes, lines.takeLineFeed(bytes, at, end), end);
            } else {
                at = lines.take(bytes, at, end);
                sayOddities(lines);
                if (lines.hasLine()) {
                    dialogue.line(direction, lines);
                }
            }
        }
        lines.release();
        return at;
    }

    private int takeChunk(Direction direction, byte[] bytes, int from, int end) {
        int length = (int) Math.min(dialogue.chunkLeft(direction), end - from);
        if (length > 0) {
            lines(direction).leaveLines();
            dialogue.chunk(bytes, from, length);
        }
        return from + length;
    }

    private LineSplitter lines(Direction direction) {
        return direction.isFromOriginator() ? fromOriginator : fromResponder;
    }

    private void sayOddities(LineSplitter lines) {
        if (lines.sawLoneCr() && !saidLoneCr) {
            saidLoneCr = true;
            context.weird(LineWeird.LONE_CR);
        }
        if (lines.sawNul() && !saidNul) {
            saidNul = true;
            context.weird(LineWeird.NUL);
        }
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        dialogue.gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        LineSplitter lines = lines(direction);
        take(direction, rest.array(), rest.position(), rest.position() + rest.remaining());
        lines.cut();
        if (lines.hasLine() && !dialogue.isOver()) {
            dialogue.line(direction, lines);
        }
        lines.release();
        dialogue.flush();
        originatorEnded |= direction.isFromOriginator();
        responderEnded |= direction.isFromResponder();
        if (originatorEnded && responderEnded) {
            dialogue.endMail();
        }
    }

    @Override
    public void finish() {
        dialogue.finish();
    }
}
