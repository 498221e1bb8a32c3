package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.BoundedMap;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/** Recognises the calls of DCE/RPC that go through pipes. */
final class SmbPipes {
    /** As many pipes are remembered. */
    private static final int MAX_PIPES = 32;

    /** Both directions of one pipe. */
    private static final class Calls {
        private final PerDirection<SmbCallStream> streams;
        private boolean over;

        Calls(SessionContext context) {
            streams = new PerDirection<>(direction -> new SmbCallStream(context));
        }
    }

    private final SessionContext context;
    private final BoundedMap<Long, Calls> pipes = new BoundedMap<>(MAX_PIPES);

    SmbPipes(SessionContext context) {
        this.context = context;
    }

    /**
     * What was written to a pipe, or read from it, as far as it is here.
     *
     * @param pipe its number; version 1 has the same for all
     */
    void data(long pipe, Direction direction, FieldReader data) {
        ByteCursor here = data.cursor();
        if (here.remaining() == 0) {
            return;
        }
        Calls calls = pipes.get(pipe);
        if (calls == null) {
            calls = new Calls(context);
            pipes.put(pipe, calls);
        }
        if (!calls.over) {
            calls.over = !calls.streams.get(direction).data(here.array(), here.position(), here.remaining());
        }
    }
}
