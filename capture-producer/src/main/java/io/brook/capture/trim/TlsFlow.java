package io.brook.capture.trim;

import io.brook.schemas.flow.HeaderWalk;

/**
 * A TCP connection that may turn out to speak TLS, followed from its SYN. It is given up at the first segment that is out of order or
 * odd in any way, and then published whole.
 */
final class TlsFlow {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;

    /** After this many bytes detection is over: workers look at the first 1024 bytes of both directions together. */
    private static final int DETECTION_OVER = 2048;

    /** Shorter than the silence after which a worker forgets a connection whose handshake is not over: 60 s. */
    private static final long IDLE_BEFORE = 50_000_000_000L;
    /** The same for one that is established: 300 s. */
    private static final long IDLE_AFTER = 250_000_000_000L;

    private final long originHigh;
    private final long originLow;
    private final int originPort;
    private final TlsStream client = new TlsStream(CLIENT_HELLO);
    private final TlsStream server = new TlsStream(SERVER_HELLO);
    private boolean answered;
    private boolean encrypted;
    private long last;

    TlsFlow(HeaderWalk walk, TcpView syn, long time) {
        originHigh = walk.sourceHigh();
        originLow = walk.sourceLow();
        originPort = walk.sourcePort();
        client.start(syn.sequence() + 1);
        last = time;
    }

    /** Whether workers may have forgotten the connection by now. In either direction: a clock may be set back. */
    boolean isIdle(long time) {
        return Math.abs(time - last) > (encrypted ? IDLE_AFTER : IDLE_BEFORE);
    }

    /** Whether what follows is not needed. */
    boolean isEncrypted() {
        return encrypted;
    }

    void touch(long time) {
        last = time;
    }

    /**
     * Processes the next segment, which is sound, does not end anything, and is not the first SYN.
     *
     * @return whether the flow may still turn out to be encrypted
     */
    boolean follow(HeaderWalk walk, TcpView segment, byte[] bytes) {
        boolean fromClient = isFromClient(walk);
        if (segment.syn()) {
            return !fromClient && answer(segment);
        }
        return answered && (fromClient ? data(client, server, segment, bytes) : data(server, client, segment, bytes));
    }

    /** Whether this is a SYN-ACK that answers the SYN, for the first time or again. */
    private boolean answer(TcpView syn) {
        boolean again = answered && syn.sequence() + 1 == server.next() && server.length() == 0;
        boolean fits = syn.ack() && syn.acknowledgment() == client.next() && syn.payloadLength() == 0;
        if (!fits || answered && !again) {
            return false;
        }
        answered = true;
        server.start(syn.sequence() + 1);
        return true;
    }

    private boolean data(TlsStream from, TlsStream to, TcpView segment, byte[] bytes) {
        int old = from.next() - segment.sequence();
        boolean hole = old < 0;
        // Bytes that were acknowledged but not seen will be a gap.
        boolean gap = segment.acknowledgment() - to.next() > 0;
        if (!segment.ack() || hole || gap) {
            return false;
        }
        int fresh = segment.payloadLength() - old;
        if (fresh > 0 && !from.add(bytes, segment.payloadOffset() + old, fresh)) {
            return false;
        }
        encrypted = client.isSealed() && server.isSealed() && client.length() + server.length() > DETECTION_OVER;
        return true;
    }

    private boolean isFromClient(HeaderWalk walk) {
        return walk.sourcePort() == originPort && walk.sourceLow() == originLow && walk.sourceHigh() == originHigh;
    }
}
