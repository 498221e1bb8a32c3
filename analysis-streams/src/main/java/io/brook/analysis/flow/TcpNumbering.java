package io.brook.analysis.flow;

import static io.brook.analysis.flow.EndpointState.ESTABLISHED;
import static io.brook.analysis.flow.EndpointState.INACTIVE;
import static io.brook.analysis.flow.EndpointState.SYN_ACK_SENT;
import static io.brook.analysis.flow.EndpointState.SYN_SENT;

/** The sequence number that each side of a connection counts from: that of its SYN, or the best guess where none was seen. */
final class TcpNumbering {
    private TcpNumbering() {}

    /** A segment may begin the numbering of its sender, or begin it again. */
    static void start(
            JudgedConnection connection, TcpEndpoint endpoint, TcpEndpoint peer, TcpSegment segment, int onePast) {
        int sequence = segment.sequence();
        switch (endpoint.state()) {
            case INACTIVE -> {
                if (segment.syn()) {
                    endpoint.startAt(sequence, onePast);
                } else {
                    // As if a SYN had been seen, and so that this segment is no retransmission.
                    endpoint.startAt(sequence - 1, sequence);
                }
            }
            case SYN_SENT, SYN_ACK_SENT -> {
                if (segment.syn() && sequence != endpoint.start()) {
                    connection.note(TcpWeird.SYN_SEQ_JUMP);
                    endpoint.startAt(sequence, onePast);
                }
            }
            case ESTABLISHED, PARTIAL -> {
                if (segment.syn()) {
                    if (endpoint.size(peer) > 0) {
                        connection.note(TcpWeird.SYN_INSIDE_CONNECTION);
                    }
                    if (sequence != endpoint.start()) {
                        connection.note(TcpWeird.SYN_SEQ_JUMP);
                    }
                    endpoint.startAt(sequence, onePast);
                }
            }
            case RESET -> {
                // A RST before anything else may have been spoofed; the SYN knows better.
                if (segment.syn() && endpoint.previous() == INACTIVE) {
                    endpoint.startAt(sequence, onePast);
                }
            }
            case CLOSED -> {}
        }
    }

    /**
     * A segment acknowledges what its peer has sent, of which nothing may have been seen.
     *
     * @return the acknowledgment relative to the peer's start
     */
    static long acknowledge(JudgedConnection connection, TcpSegment segment, TcpEndpoint endpoint, TcpEndpoint peer) {
        if (peer.state() == INACTIVE) {
            boolean afterSyn =
                    endpoint.state() == SYN_SENT || endpoint.state() == SYN_ACK_SENT || endpoint.state() == ESTABLISHED;
            if (segment.plain() && afterSyn && !connection.wasOdd()) {
                connection.note(TcpWeird.POSSIBLE_SPLIT_ROUTING);
            }
            peer.startBefore(segment.acknowledgment());
            return 1;
        }
        long relative = peer.relativeAcknowledgment(segment.acknowledgment());
        if (relative < 0) {
            connection.note(TcpWeird.ACK_UNDERFLOW);
            return 0;
        }
        if (!segment.rst()) {
            peer.acknowledge(segment.acknowledgment());
        }
        return relative;
    }
}
