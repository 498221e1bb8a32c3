package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;

/** One connection of SMB. After a hole it goes on with the next message. */
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
        frames(originator).data(in);
        return Outcome.CONTINUE;
    }

    @Override
    public Outcome gap(boolean originator, long missing) {
        frames(originator).gap();
        return Outcome.CONTINUE;
    }
}
