package io.brook.analysis.testing;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Works as another analyzer does, and keeps what its sessions are given: a few conversations, none of them long. */
final class ListeningAnalyzer implements ProtocolAnalyzer {
    private static final int MAX_CONVERSATIONS = 24;
    private static final int MAX_PIECES = 60;

    private final ProtocolAnalyzer real;
    private final List<Conversation> heard = new ArrayList<>();

    ListeningAnalyzer(ProtocolAnalyzer real) {
        this.real = real;
    }

    /** Those in which something was said. */
    List<Conversation> heard() {
        return heard.stream().filter(each -> !each.pieces().isEmpty()).toList();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Set<Integer> tcpPorts() {
        return real.tcpPorts();
    }

    @Override
    public Set<Integer> udpPorts() {
        return real.udpPorts();
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        return real.probe(direction, first);
    }

    @Override
    public Probe probeDatagram(Direction direction, ByteCursor datagram) {
        return real.probeDatagram(direction, datagram);
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        AnalyzerSession session = real.open(context);
        if (heard.size() >= MAX_CONVERSATIONS) {
            return session;
        }
        List<Conversation.Piece> pieces = new ArrayList<>();
        heard.add(new Conversation(context.isDatagrams(), pieces));
        return new Listener(session, context, pieces);
    }

    private static final class Listener implements AnalyzerSession {
        private final AnalyzerSession session;
        private final SessionContext context;
        private final List<Conversation.Piece> pieces;
        private int leftByOriginator;
        private int leftByResponder;

        Listener(AnalyzerSession session, SessionContext context, List<Conversation.Piece> pieces) {
            this.session = session;
            this.context = context;
            this.pieces = pieces;
        }

        @Override
        public Outcome data(Direction direction, ByteCursor in) {
            int known = direction.isFromOriginator() ? leftByOriginator : leftByResponder;
            byte[] fresh = Arrays.copyOfRange(in.array(), in.position() + known, in.position() + in.remaining());
            keep(new Conversation.Piece(direction, context.time(), fresh, 0));
            Outcome outcome = session.data(direction, in);
            int left = context.isDatagrams() ? 0 : in.remaining();
            if (direction.isFromOriginator()) {
                leftByOriginator = left;
            } else {
                leftByResponder = left;
            }
            return outcome;
        }

        @Override
        public Outcome gap(Direction direction, long missing) {
            if (direction.isFromOriginator()) {
                leftByOriginator = 0;
            } else {
                leftByResponder = 0;
            }
            keep(new Conversation.Piece(direction, context.time(), new byte[0], missing));
            return session.gap(direction, missing);
        }

        @Override
        public void endOfStream(Direction direction, ByteCursor rest) {
            session.endOfStream(direction, rest);
        }

        @Override
        public void finish() {
            session.finish();
        }

        private void keep(Conversation.Piece piece) {
            if (pieces.size() < MAX_PIECES) {
                pieces.add(piece);
            }
        }
    }
}
