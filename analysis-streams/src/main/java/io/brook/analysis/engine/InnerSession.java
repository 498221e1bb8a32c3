package io.brook.analysis.engine;

import io.brook.analysis.analyzer.InnerStream;
import io.brook.schemas.flow.Direction;

/** A session inside another one, which gives it its bytes. */
final class InnerSession implements InnerStream {
    private final ConnectionAnalysis analysis;
    private final ProtocolSession outer;
    private final ProtocolSession session;

    InnerSession(ConnectionAnalysis analysis, ProtocolSession outer, ProtocolSession session) {
        this.analysis = analysis;
        this.outer = outer;
        this.session = session;
    }

    @Override
    public void data(Direction direction, byte[] bytes) {
        session.data(direction, bytes, 0, bytes.length, outer.time());
    }

    /** See {@link ProtocolSession#settle}. */
    void settle() {
        session.settle();
    }

    @Override
    public void end() {
        analysis.endInner(this);
    }

    void finish(long time) {
        session.finish(time);
        session.settle();
    }

    long time() {
        return outer.time();
    }
}
