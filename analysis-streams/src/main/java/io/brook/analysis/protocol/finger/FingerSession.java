package io.brook.analysis.protocol.finger;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** One query, and the lines of the answer (RFC 1288, section 2.3). */
final class FingerSession implements AnalyzerSession {
    /** A shorter line of an answer could be of many protocols: Zeek's rule. */
    private static final int TELLING_LINE = 10;

    private final SessionContext context;
    private boolean asked;

    FingerSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        return direction.isFromOriginator() ? question(in) : answer(in);
    }

    private Outcome question(ByteCursor in) {
        if (asked) {
            // There is one question to a connection.
            in.skip(in.remaining());
            return Outcome.CONTINUE;
        }
        String line = in.line();
        if (line != null) {
            asked = true;
            if (!line.isBlank()) {
                context.confirm();
            }
        }
        return Outcome.CONTINUE;
    }

    private Outcome answer(ByteCursor in) {
        for (String line = in.line(); line != null; line = in.line()) {
            if (line.length() > TELLING_LINE) {
                context.confirm();
                // The rest of the answer would tell nothing more.
                return Outcome.STOP;
            }
        }
        return Outcome.CONTINUE;
    }
}
