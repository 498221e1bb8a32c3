package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;

/**
 * One connection of SMB. It begins, and after a hole or a wrong message goes on, with the first piece of either stream that begins
 * with a message; pieces are what a segment has brought, as in Zeek.
 */
final class SmbSession implements AnalyzerSession {
    /** Zeek believes that it is SMB after as many pieces. */
    private static final int ENOUGH = 3;

    private final SessionContext out;
    private final Frames fromOriginator;
    private final Frames fromResponder;
    private boolean inStep;
    private int good;

    SmbSession(SessionContext context) {
        Messages messages = new Messages(context);
        out = context;
        fromOriginator = new Frames(true, messages);
        fromResponder = new Frames(false, messages);
    }

    @Override
    public Outcome data(boolean originator, ByteCursor in) {
        inStep |= Frames.beginsMessage(in);
        if (inStep) {
            boolean right = (originator ? fromOriginator : fromResponder).data(in);
            if (!right) {
                out.violation("SMB message ends too early");
                interrupt();
            } else if (good < ENOUGH && ++good == ENOUGH) {
                out.confirm();
            }
        }
        in.skip(in.remaining());
        return Outcome.CONTINUE;
    }

    private void interrupt() {
        inStep = false;
        fromOriginator.interrupt();
        fromResponder.interrupt();
    }

    @Override
    public Outcome gap(boolean originator, long missing) {
        interrupt();
        return Outcome.CONTINUE;
    }
}
