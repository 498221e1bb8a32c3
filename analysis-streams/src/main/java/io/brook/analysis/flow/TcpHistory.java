package io.brook.analysis.flow;

import io.brook.schemas.flow.Direction;

/** Which letter a TCP segment adds to its connection's history. */
final class TcpHistory {
    /** SYN and SYN-ACK share a letter's place: a side sends one or the other. */
    private static final int SYN = 1;

    private static final int FIN = 2;
    private static final int RST = 4;
    private static final int DATA = 8;
    private static final int ACK = 16;
    private static final int MULTIPLE = 32;
    private static final int FIN_RST = 64;

    private TcpHistory() {}

    /**
     * Adds the segment's letter. SYN, FIN and RST are added again when their sequence number is not that of the last one.
     *
     * @param sequence the segment's sequence number relative to its side's start
     */
    static void note(History history, TcpSegment segment, TcpEndpoint endpoint, Direction direction, long sequence) {
        int controls = (segment.syn() ? 1 : 0) + (segment.fin() ? 1 : 0) + (segment.rst() ? 1 : 0);
        if (controls > 1) {
            boolean finRst = segment.fin() && segment.rst();
            history.once(finRst ? FIN_RST : MULTIPLE, finRst ? 'I' : 'Q', direction);
        } else if (segment.syn()) {
            again(history, SYN, segment.ack() ? 'H' : 'S', direction, sequence != endpoint.lastSyn);
            endpoint.lastSyn = sequence;
        } else if (segment.fin()) {
            long end = sequence + segment.payloadLength();
            again(history, FIN, 'F', direction, end != endpoint.lastFin);
            endpoint.lastFin = end;
        } else if (segment.rst()) {
            again(history, RST, 'R', direction, sequence != endpoint.lastRst);
            endpoint.lastRst = sequence;
        } else if (segment.payloadLength() > 0) {
            history.once(DATA, 'D', direction);
        } else if (segment.ack()) {
            history.once(ACK, 'A', direction);
        }
    }

    private static void again(History history, int kind, char letter, Direction direction, boolean changed) {
        if (history.once(kind, letter, direction) && changed) {
            history.add(letter, direction);
        }
    }
}
