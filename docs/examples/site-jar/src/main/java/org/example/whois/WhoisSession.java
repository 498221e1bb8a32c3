package org.example.whois;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** One question, and the lines of the answer (RFC 3912, section 2). */
final class WhoisSession implements AnalyzerSession {
    /** No name is longer, even with options before it. */
    private static final int MAX_QUESTION = 512;

    private final SessionContext context;

    /** The line in the making; null before there was a question. */
    private WhoisLog line;

    WhoisSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        return direction.isFromOriginator() ? question(in) : answer(in);
    }

    private Outcome question(ByteCursor in) {
        if (line != null) {
            context.violation("more after the question");
            return Outcome.STOP;
        }
        String query = in.line();
        if (query == null && in.remaining() <= MAX_QUESTION) {
            return Outcome.CONTINUE;
        }
        if (query == null || query.length() > MAX_QUESTION) {
            context.violation("the question is too long");
            return Outcome.STOP;
        }
        line = new WhoisLog();
        line.setTs(context.time());
        line.setQuery(query);
        return Outcome.CONTINUE;
    }

    private Outcome answer(ByteCursor in) {
        if (line == null) {
            context.violation("an answer without a question");
            return Outcome.STOP;
        }
        while (in.line() != null) {
            line.setAnswerLines(line.getAnswerLines() + 1);
            context.confirm();
        }
        return Outcome.CONTINUE;
    }

    @Override
    public void finish() {
        if (line != null) {
            context.log(line);
        }
    }
}
