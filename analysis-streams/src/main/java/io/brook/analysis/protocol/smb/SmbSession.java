package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;

/** One connection of SMB. After a hole, or a message that is wrong, both sides go on with a message that begins anew, as in Zeek. */
final class SmbSession implements AnalyzerSession {
    private final Frames fromOriginator;
    private final Frames fromResponder;

    SmbSession(SessionContext context) {
        Messages messages = new Messages(context);
        fromOriginator = new Frames(true, messages);
        fromResponder = new Frames(false, messages);
    }

    private Frames frames(boolean originator) {
        return originator ? fromOriginator : fromResponder;
    }

    @Override
    public Outcome data(boolean originator, ByteCursor in) {
        if (!frames(originator).data(in)) {
            frames(!originator).resync();
        }
        return Outcome.CONTINUE;
    }

    private void resync() {
        fromOriginator.resync();
        fromResponder.resync();
    }

    @Override
    public Outcome gap(boolean originator, long missing) {
        resync();
        return Outcome.CONTINUE;
    }
}
