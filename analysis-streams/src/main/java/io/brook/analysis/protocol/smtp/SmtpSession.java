package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.LineSplitter;

/** One connection: splits what both sides say into lines and chunks. */
final class SmtpSession implements AnalyzerSession {
    private final SessionContext out;
    private final Dialogue dialogue;
    private final LineSplitter fromOriginator = new LineSplitter();
    private final LineSplitter fromResponder = new LineSplitter();
    private boolean originatorEnded;
    private boolean responderEnded;
    private boolean saidNul;
    private boolean saidLoneCr;

    SmtpSession(SessionContext out) {
        this.out = out;
        this.dialogue = new Dialogue(out);
    }

    @Override
    public Outcome data(boolean originator, ByteCursor in) {
        int start = in.position();
        int end = start + in.remaining();
        // Where the beginning was not seen, Zeek does not look for lines.
        int used = out.isPartial() ? end : take(originator, in.array(), start, end);
        in.skip(used - start);
        dialogue.flush();
        return dialogue.isGivenUp() ? Outcome.STOP : Outcome.CONTINUE;
    }

    /** What follows a violation is left: it comes again if the violation did not count. */
    private int take(boolean originator, byte[] bytes, int from, int end) {
        LineSplitter lines = lines(originator);
        dialogue.forgetViolation();
        int at = from;
        while (at < end && !dialogue.isOver()) {
            if (dialogue.chunkLeft(originator) > 0) {
                at = takeChunk(originator, bytes, lines.takeLineFeed(bytes, at, end), end);
            } else {
                at = lines.take(bytes, at, end);
                sayOddities(lines);
                if (lines.hasLine()) {
                    dialogue.line(originator, lines);
                }
            }
        }
        lines.release();
        return at;
    }

    private int takeChunk(boolean originator, byte[] bytes, int from, int end) {
        int length = (int) Math.min(dialogue.chunkLeft(originator), end - from);
        if (length > 0) {
            lines(originator).leaveLines();
            dialogue.chunk(bytes, from, length);
        }
        return from + length;
    }

    private LineSplitter lines(boolean originator) {
        return originator ? fromOriginator : fromResponder;
    }

    private void sayOddities(LineSplitter lines) {
        if (lines.sawLoneCr() && !saidLoneCr) {
            saidLoneCr = true;
            out.weird("line_terminated_with_single_CR", null, LineSplitter.SOURCE);
        }
        if (lines.sawNul() && !saidNul) {
            saidNul = true;
            out.weird("NUL_in_line", null, LineSplitter.SOURCE);
        }
    }

    @Override
    public Outcome gap(boolean originator, long missing) {
        dialogue.gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public void endOfStream(boolean originator, ByteCursor rest) {
        LineSplitter lines = lines(originator);
        take(originator, rest.array(), rest.position(), rest.position() + rest.remaining());
        lines.cut();
        if (lines.hasLine() && !dialogue.isOver()) {
            dialogue.line(originator, lines);
        }
        lines.release();
        dialogue.flush();
        originatorEnded |= originator;
        responderEnded |= !originator;
        if (originatorEnded && responderEnded) {
            dialogue.endMail();
        }
    }

    @Override
    public void finish() {
        dialogue.finish();
    }
}
