package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.BoundedMap;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.schemas.flow.Direction;

/** Recognises the calls of DCE/RPC that go through pipes. */
final class SmbPipes {
    /** As many pipes are remembered. */
    private static final int MAX_PIPES = 32;

    private final SessionContext context;
    private final SmbSecurity security;
    private final BoundedMap<Long, SmbCalls> pipes = new BoundedMap<>(MAX_PIPES);

    SmbPipes(SessionContext context, SmbSecurity security) {
        this.context = context;
        this.security = security;
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
        SmbCalls calls = pipes.get(pipe);
        if (calls == null) {
            calls = new SmbCalls(context, security);
            pipes.put(pipe, calls);
        }
        calls.data(direction, here.array(), here.position(), here.remaining());
    }
}
