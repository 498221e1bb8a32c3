package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/**
 * One connection of SMB. It begins, and after a gap or a malformed message goes on, with the first segment of either direction
 * that begins with a message, as in Zeek.
 */
final class SmbSession implements AnalyzerSession {
    /** After how many pieces Zeek takes the connection for SMB. */
    private static final int ENOUGH = 3;

    /** Zeek's DPD::ignore_violations_after. */
    private static final long FORGIVEN_AFTER = 10 * 1024;

    private final SessionContext context;
    private final PerDirection<SmbFrames> frames;
    private boolean inStep;
    private int good;
    private long seen;

    SmbSession(SessionContext context) {
        SmbMessages messages = new SmbMessages(context);
        this.context = context;
        this.frames = new PerDirection<>(direction -> new SmbFrames(direction, messages));
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        seen += in.remaining();
        inStep |= SmbFrames.beginsMessage(in);
        boolean right = !inStep || frames.get(direction).data(in);
        in.skip(in.remaining());
        if (!right) {
            return wrong();
        }
        if (inStep && good < ENOUGH && ++good == ENOUGH) {
            context.confirm();
        }
        return Outcome.CONTINUE;
    }

    /**
     * A session that has not been confirmed ends with its first malformed message, unless much has gone over the connection by
     * then.
     */
    private Outcome wrong() {
        context.violation("SMB message ends too early");
        interrupt();
        return good < ENOUGH && seen <= FORGIVEN_AFTER ? Outcome.STOP : Outcome.CONTINUE;
    }

    private void interrupt() {
        inStep = false;
        frames.get(Direction.ORIGINATOR).interrupt();
        frames.get(Direction.RESPONDER).interrupt();
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        seen += missing;
        interrupt();
        return Outcome.CONTINUE;
    }
}
