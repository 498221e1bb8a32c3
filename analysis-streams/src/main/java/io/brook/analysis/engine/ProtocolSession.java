package io.brook.analysis.engine;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionOutput;
import io.brook.analysis.flow.TcpConnection;
import java.util.Arrays;

/**
 * One analyzer's session on one connection, with the bytes that it has not consumed yet. They are bounded: a session that wants
 * more than {@value #MAX_PENDING} bytes at once is ended.
 */
final class ProtocolSession implements SessionOutput {
    static final int MAX_PENDING = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final ProtocolAnalyzer analyzer;
    private final TcpConnection connection;
    private final Dispatcher dispatcher;
    private final AnalyzerSession session;
    private byte[] pendingFromOriginator = NOTHING;
    private byte[] pendingFromResponder = NOTHING;
    private long now;

    ProtocolSession(ProtocolAnalyzer analyzer, TcpConnection connection, Dispatcher dispatcher) {
        this.analyzer = analyzer;
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.session = analyzer.open(this);
    }

    /** @return whether the session goes on */
    boolean data(boolean originator, byte[] bytes, int offset, int length, long time) {
        now = time;
        byte[] pending = originator ? pendingFromOriginator : pendingFromResponder;
        byte[] input = bytes;
        int from = offset;
        int size = length;
        if (pending.length > 0) {
            input = Arrays.copyOf(pending, pending.length + length);
            System.arraycopy(bytes, offset, input, pending.length, length);
            from = 0;
            size = input.length;
        }
        ByteCursor cursor = new ByteCursor(input, from, size);
        try {
            if (session.data(originator, cursor) != Outcome.CONTINUE || cursor.remaining() > MAX_PENDING) {
                return false;
            }
        } catch (RuntimeException e) {
            dispatcher.failed();
            return false;
        }
        byte[] left = cursor.remaining() == 0
                ? NOTHING
                : Arrays.copyOfRange(input, cursor.position(), cursor.position() + cursor.remaining());
        if (originator) {
            pendingFromOriginator = left;
        } else {
            pendingFromResponder = left;
        }
        return true;
    }

    /** @return whether the session goes on */
    boolean gap(boolean originator, long length, long time) {
        now = time;
        try {
            return session.gap(originator, length) == Outcome.CONTINUE;
        } catch (RuntimeException e) {
            dispatcher.failed();
            return false;
        }
    }

    @Override
    public void confirm() {
        connection.confirm(analyzer.name());
    }

    @Override
    public void socksTunnel() {
        dispatcher.socksTunnel(connection, now);
    }
}
