package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.flow.StreamFollower;
import io.brook.analysis.flow.TcpConnection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what one connection speaks: protocols whose port it is are followed from the first byte, others when the first
 * bytes of both directions look like them, and then from the first byte too. Keeps at most {@value #MAX_FIRST_BYTES} bytes of each
 * direction, and none once nothing is left to find out.
 */
final class ProtocolDetection implements StreamFollower {
    /** Zeek's dpd_buffer_size. */
    static final int MAX_FIRST_BYTES = 1024;

    private final TcpConnection connection;
    private final Dispatcher dispatcher;
    private final List<ProtocolSession> sessions = new ArrayList<>(1);

    /** The protocols that it may still turn out to speak. */
    private final List<ProtocolAnalyzer> candidates = new ArrayList<>();

    private final ByteArrayOutputStream fromOriginator = new ByteArrayOutputStream(0);
    private final ByteArrayOutputStream fromResponder = new ByteArrayOutputStream(0);

    ProtocolDetection(TcpConnection connection, Dispatcher dispatcher) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        for (ProtocolAnalyzer analyzer : dispatcher.analyzers()) {
            if (analyzer.tcpPorts().contains(connection.responderPort())) {
                sessions.add(new ProtocolSession(analyzer, connection, dispatcher));
            } else {
                candidates.add(analyzer);
            }
        }
    }

    @Override
    public void data(boolean originator, byte[] bytes, int offset, int length, long time) {
        sessions.removeIf(session -> !session.data(originator, bytes, offset, length, time));
        if (!candidates.isEmpty()) {
            look(originator, bytes, offset, length, time);
        }
        leaveWhenDone();
    }

    @Override
    public void gap(boolean originator, long length, long time) {
        // First bytes with a hole in them look like nothing.
        candidates.clear();
        sessions.removeIf(session -> !session.gap(originator, length, time));
        leaveWhenDone();
    }

    private void look(boolean originator, byte[] bytes, int offset, int length, long time) {
        ByteArrayOutputStream first = originator ? fromOriginator : fromResponder;
        first.write(bytes, offset, Math.min(length, MAX_FIRST_BYTES - first.size()));
        boolean full = first.size() >= MAX_FIRST_BYTES;
        for (ProtocolAnalyzer analyzer : List.copyOf(candidates)) {
            Probe here = probe(analyzer, originator);
            if (here == Probe.NO || here == Probe.MORE && full) {
                candidates.remove(analyzer);
            } else if (here == Probe.YES && probe(analyzer, !originator) == Probe.YES) {
                candidates.remove(analyzer);
                begin(analyzer, time);
            }
        }
    }

    private Probe probe(ProtocolAnalyzer analyzer, boolean originator) {
        byte[] first = (originator ? fromOriginator : fromResponder).toByteArray();
        return analyzer.probe(originator, new ByteCursor(first, 0, first.length));
    }

    private void begin(ProtocolAnalyzer analyzer, long time) {
        ProtocolSession session = new ProtocolSession(analyzer, connection, dispatcher);
        byte[] asked = fromOriginator.toByteArray();
        byte[] answered = fromResponder.toByteArray();
        boolean goesOn = session.data(true, asked, 0, asked.length, time)
                && session.data(false, answered, 0, answered.length, time);
        if (goesOn) {
            sessions.add(session);
        }
    }

    private void leaveWhenDone() {
        if (sessions.isEmpty() && candidates.isEmpty()) {
            connection.followWith(StreamFollower.NONE);
        }
    }
}
