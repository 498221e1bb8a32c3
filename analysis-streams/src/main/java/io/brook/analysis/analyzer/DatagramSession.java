package io.brook.analysis.analyzer;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;

/** A session in which each datagram stands for itself: a malformed one is a violation, and the next one may be right. */
public abstract class DatagramSession implements AnalyzerSession {
    protected final SessionContext context;

    protected DatagramSession(SessionContext context) {
        this.context = context;
    }

    /** @throws MalformedException when it cannot be the protocol's */
    protected abstract void datagram(Direction direction, ByteCursor datagram) throws MalformedException;

    @Override
    public final Outcome data(Direction direction, ByteCursor in) {
        try {
            datagram(direction, in);
        } catch (MalformedException e) {
            context.violation(e.violation());
        }
        return Outcome.CONTINUE;
    }
}
