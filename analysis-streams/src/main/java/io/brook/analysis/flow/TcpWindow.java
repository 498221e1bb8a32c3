package io.brook.analysis.flow;

/** The receive window that one side of a TCP connection grants the other (RFC 9293, section 3.8.6; RFC 7323). */
final class TcpWindow {
    static final int MAX_SCALE = 14;

    private int size;
    private int scale;
    private int sequence;
    private int acknowledgment;

    /** A SYN offers or refuses scaling. */
    static void open(TcpWindow own, TcpWindow peer, TcpSegment syn) {
        int scale = syn.windowScale();
        if (scale < 0) {
            own.scale = 0;
            if (syn.ack()) {
                peer.scale = 0;
            }
            return;
        }
        own.scale = Math.min(scale, MAX_SCALE);
        own.sequence = syn.sequence();
        own.acknowledgment = syn.acknowledgment();
        peer.sequence = syn.acknowledgment();
        peer.acknowledgment = syn.sequence();
    }

    /**
     * Takes in the window that a segment grants.
     *
     * @return whether it takes back more than scaling can explain
     */
    boolean update(TcpSegment segment) {
        boolean newer = segment.sequence() - sequence >= 0 && segment.acknowledgment() - acknowledgment >= 0;
        if (!newer) {
            return false;
        }
        int granted = segment.window() << scale;
        int advance = segment.acknowledgment() + granted - (acknowledgment + size);
        size = granted;
        acknowledgment = segment.acknowledgment();
        sequence = segment.sequence();
        return advance < 0 && -advance >= 1 << scale;
    }
}
