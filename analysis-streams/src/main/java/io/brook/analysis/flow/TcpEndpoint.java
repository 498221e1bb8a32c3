package io.brook.analysis.flow;

import io.brook.analysis.stream.Reassembler;
import io.brook.analysis.stream.ReassemblyBudget;
import io.brook.analysis.stream.StreamListener;

/**
 * One side of a TCP connection: what it has sent, and what of it was acknowledged.
 *
 * <p>Sequence numbers are kept as Zeek keeps them: the 32 bits of the wire with the number of wraps above them.
 */
final class TcpEndpoint implements StreamListener {
    private static final long WRAP = 1L << 32;
    /** A jump by more than this in a SYN or RST is not believed. */
    private static final int TOO_LARGE_JUMP = 1 << 20;

    /** The connection that it is a side of. */
    interface Owner {
        /** A side has sent again what it had sent. */
        void retransmitted(TcpEndpoint endpoint);

        /** A side's next bytes, in order. */
        void received(TcpEndpoint endpoint, byte[] bytes, int offset, int length);

        /** As many of a side's next bytes were left out by the producer. */
        void receivedTrimmed(TcpEndpoint endpoint, int length);

        /** As many of a side's next bytes were not captured, from this one on. */
        void missed(TcpEndpoint endpoint, long sequence, long bytes);
    }

    private final Owner connection;
    private final Reassembler stream;

    private EndpointState state = EndpointState.INACTIVE;
    private EndpointState previous = EndpointState.INACTIVE;

    /** The initial sequence number. */
    private int start;

    /** One past the highest sequence number sent, with wraps. */
    private long last;

    /** The highest acknowledgment by the other side, with wraps. */
    private long acknowledged;

    /** One past the FIN, relative to the start. */
    private long finEnd;

    private int fins;
    private int resets;

    /** The window that this side grants. */
    final TcpWindow window = new TcpWindow();

    /** When the last segment came. */
    long lastSegment;

    /** Whether its close has been reported. */
    boolean closed;

    /** Whether it is done sending, and all of it was delivered or given up. */
    boolean atEnd;

    /** Whether a packet from this side was seen. */
    boolean seen;

    long lastSyn;
    long lastFin;
    long lastRst;
    int retransmissions;
    int zeroWindows;
    int gaps;
    int badChecksums;
    long missedBytes;

    TcpEndpoint(Owner connection, ReassemblyBudget budget) {
        this.connection = connection;
        this.stream = new Reassembler(this, budget);
    }

    EndpointState state() {
        return state;
    }

    EndpointState previous() {
        return previous;
    }

    void enter(EndpointState next) {
        if (next != state) {
            previous = state;
            state = next;
        }
    }

    private static long full(int sequence) {
        return sequence & (WRAP - 1);
    }

    /** Numbering starts with a segment of this side, perhaps anew. Wraps that were counted stay counted: Zeek's way. */
    void startAt(int sequence, int onePastSegment) {
        start = sequence;
        acknowledged = acknowledged & -WRAP | full(sequence);
        last = last & -WRAP | full(onePastSegment);
    }

    /** Numbering starts with what the other side acknowledged, as if there had been a SYN before it. */
    void startBefore(int acknowledgment) {
        startAt(acknowledgment - 1, acknowledgment - 1);
    }

    int start() {
        return start;
    }

    int last() {
        return (int) last;
    }

    /** A sequence number of this side, relative to its start; negative when it lies before. */
    long relative(int sequence) {
        return relative(sequence, last);
    }

    /** An acknowledgment of this side's bytes, relative to its start; negative when it lies before. */
    long relativeAcknowledgment(int acknowledgment) {
        return relative(acknowledgment, acknowledged);
    }

    private long relative(int sequence, long near) {
        long wraps = near >>> 32;
        int delta = sequence - (int) near;
        boolean above = Integer.compareUnsigned(sequence, (int) near) > 0;
        if (delta < 0 && wraps > 0 && above) {
            wraps--;
        } else if (delta > 0 && !above) {
            wraps++;
        }
        return wraps == 0 ? sequence - start : (wraps << 32 | full(sequence)) - full(start);
    }

    /** @return how far {@code onePastSegment} lies beyond the last one; zero or less for what was sent before */
    int advance(TcpSegment segment, int onePastSegment) {
        int delta = onePastSegment - (int) last;
        boolean control = segment.syn() || segment.rst();
        if (control && (delta > TOO_LARGE_JUMP || delta < -TOO_LARGE_JUMP)) {
            return delta;
        }
        boolean finAfterSyn = segment.fin() && (int) last == start + 1;
        if (finAfterSyn) {
            last = moved(last, onePastSegment);
        } else if (state != EndpointState.RESET) {
            if (delta > 0) {
                last = moved(last, onePastSegment);
            } else if (segment.payloadLength() > 0) {
                connection.retransmitted(this);
            }
        }
        return delta;
    }

    void acknowledge(int acknowledgment) {
        int delta = acknowledgment - (int) acknowledged;
        boolean broken = acknowledgment == 0 && delta > TOO_LARGE_JUMP;
        if (delta > 0 && !broken) {
            acknowledged = moved(acknowledged, acknowledgment);
        }
    }

    /** A number below the one before it has wrapped, even where it is only an old or a foreign one: Zeek's way. */
    private static long moved(long from, int to) {
        boolean wrapped = Integer.compareUnsigned(to, (int) from) < 0;
        long wraps = (from >>> 32) + (wrapped ? 1 : 0);
        return wraps << 32 | full(to);
    }

    /** Whether a sequence number lies in what this side has sent so far. */
    boolean hasSent(int sequence) {
        return sequence - start >= 0 && (int) last - sequence >= 0;
    }

    /** Whether the other side has acknowledged nothing but the SYN. */
    boolean nothingAcknowledged() {
        return acknowledged == full(start) || acknowledged == full(start) + 1;
    }

    /** Payload bytes that this side has sent, whether all were seen or not. */
    long size(TcpEndpoint peer) {
        boolean halfOpen = previous == EndpointState.SYN_SENT
                && state == EndpointState.RESET
                && peer.state == EndpointState.INACTIVE
                && !nothingAcknowledged();
        if (halfOpen) {
            return 0;
        }
        long size = Math.max(last, acknowledged) - full(start);
        if (size != 0) {
            size--;
        }
        return fins > 0 && size != 0 ? size - 1 : size;
    }

    /** @return how many it has sent */
    int fin(long end) {
        finEnd = end;
        return ++fins;
    }

    /** @return how many it has sent */
    int reset() {
        return ++resets;
    }

    /**
     * Hands a segment's payload to the stream.
     *
     * @return what made the stream be given up just now, or null
     */
    TcpWeird send(long sequence, TcpSegment segment) {
        boolean before = stream.hasGivenUp();
        long acknowledgedUpTo = relativeAcknowledgment((int) acknowledged);
        stream.segment(
                sequence,
                segment.payload(),
                segment.payloadOffset(),
                segment.payloadLength(),
                acknowledgedUpTo,
                !nothingAcknowledged());
        if (before || !stream.hasGivenUp()) {
            return null;
        }
        return nothingAcknowledged()
                ? TcpWeird.ABOVE_HOLE_DATA_WITHOUT_ANY_ACKS
                : TcpWeird.EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS;
    }

    /**
     * The other side has acknowledged this side's bytes below {@code sequence}.
     *
     * @return how many of them were not captured; {@link Reassembler#NO_NEWS} when that says nothing new, or nobody puts them in
     *     order
     */
    long acknowledgeStream(long sequence, boolean partial) {
        boolean inOrder = !stream.hasGivenUp();
        long missing = stream.acknowledged(fins > 0 && sequence >= finEnd ? finEnd - 1 : sequence, partial);
        return inOrder ? missing : Reassembler.NO_NEWS;
    }

    /** The connection was saved and has come back. */
    void reclaimStream() {
        stream.reclaim();
    }

    /** The connection is over. */
    void closeStream() {
        stream.close();
    }

    /** Whether it is done sending but not all of it has been delivered. */
    boolean isDataPending(TcpEndpoint peer) {
        if (stream.hasGivenUp()) {
            return false;
        }
        long delivered = full(start) + stream.next();
        if (last < delivered) {
            return false;
        }
        if (delivered != last - 1 && delivered != last) {
            return true;
        }
        return state != EndpointState.RESET && peer.stream.hasUnacknowledged();
    }

    /** Whether this side will send no more. */
    boolean isDoneSending() {
        return fins > 0 || state == EndpointState.CLOSED || state == EndpointState.RESET;
    }

    /** Whether this side is in the middle of the connection. */
    boolean isActive() {
        return state != EndpointState.INACTIVE && state != EndpointState.RESET && !closed;
    }

    /** Whether the handshake was seen, and no abnormal end. */
    boolean isClean() {
        return state == EndpointState.ESTABLISHED
                || state == EndpointState.CLOSED && previous == EndpointState.ESTABLISHED;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        connection.received(this, bytes, offset, length);
    }

    @Override
    public void trimmed(int length) {
        connection.receivedTrimmed(this, length);
    }

    @Override
    public void gap(long sequence, long length) {
        connection.missed(this, sequence, length);
    }
}
