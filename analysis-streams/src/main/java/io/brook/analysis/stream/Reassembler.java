package io.brook.analysis.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts one direction of a TCP connection in order. Sequence numbers are 64 bits, unwrapped and relative to the initial one:
 * the first byte of the stream is 1.
 *
 * <p>Bytes go to the listener as soon as nothing is missing before them; where copies overlap, the first one counts. A hole is
 * given up, as a gap, once the receiver has acknowledged what is beyond it: then the capture missed it, not the network.
 *
 * <p>Memory is bounded as in Zeek: a direction that holds more than {@value #MAX_UNACKNOWLEDGED} bytes nobody acknowledges, or
 * {@value #MAX_ABOVE_HOLE} bytes above a hole when nothing was ever acknowledged, is given up.
 */
public final class Reassembler {
    /** Zeek's tcp_excessive_data_without_further_acks. */
    public static final int MAX_UNACKNOWLEDGED = 10 * 1024 * 1024;
    /** Zeek's tcp_max_above_hole_without_any_acks. */
    public static final int MAX_ABOVE_HOLE = 16384;
    /** What a sender may have under way before the first acknowledgment: Zeek's tcp_max_initial_window. */
    private static final int MAX_INITIAL_WINDOW = 16384;
    /** What a kept segment costs beside its bytes: tree node, key, piece and array header. */
    private static final int SEGMENT_OVERHEAD = 104;

    /** An acknowledgment of what had been acknowledged before. */
    public static final long NO_NEWS = -1;

    private final StreamListener listener;
    private final ReassemblyBudget budget;

    /** The first byte that was neither delivered nor given up. */
    private long next = 1;

    /** Everything below is settled: acknowledged, or not worth waiting for an acknowledgment. */
    private long settled = 1;

    /** Segments above a hole by their first byte; they do not overlap. Null while there are none. */
    private TreeMap<Long, Piece> waiting;

    private long waitingBytes;

    /** What that takes of the budget. */
    private long waitingCost;

    private boolean givenUp;

    /** @param budget what this stream and all others may hold together */
    public Reassembler(StreamListener listener, ReassemblyBudget budget) {
        this.listener = listener;
        this.budget = budget;
    }

    /**
     * Takes in a segment's payload.
     *
     * @param bytes holds the payload from {@code offset}; null where the producer left it out
     * @param acknowledged the first byte that the receiver has not acknowledged; what it has is no news
     * @param everAcknowledged whether the receiver has acknowledged any byte at all
     */
    public void segment(
            long sequence, byte[] bytes, int offset, int length, long acknowledged, boolean everAcknowledged) {
        long end = sequence + length;
        long from = Math.max(sequence, Math.max(acknowledged, settled));
        if (givenUp || end <= from) {
            return;
        }
        insert(from, bytes, offset + (int) (from - sequence), (int) (end - from));
        if (!everAcknowledged && next > MAX_INITIAL_WINDOW) {
            settled = next;
        }
        boolean tooMuchAboveHole = !everAcknowledged && undeliveredSpan() > MAX_ABOVE_HOLE;
        if (tooMuchAboveHole || next - settled + waitingBytes > MAX_UNACKNOWLEDGED) {
            giveUp();
        }
    }

    private void insert(long sequence, byte[] bytes, int offset, int length) {
        if (sequence > next) {
            keep(sequence, bytes, offset, length);
            return;
        }
        long end = sequence + length;
        while (next < end) {
            // What waits came first.
            long stop = waiting == null ? end : Math.min(end, waiting.firstKey());
            deliver(bytes, offset + (int) (next - sequence), (int) (stop - next));
            deliverWaiting();
        }
    }

    private void deliver(byte[] bytes, int offset, int length) {
        next += length;
        if (bytes == null) {
            listener.trimmed(length);
        } else {
            listener.data(bytes, offset, length);
        }
    }

    private void deliverWaiting() {
        while (waiting != null && waiting.firstKey() <= next) {
            Map.Entry<Long, Piece> first = waiting.pollFirstEntry();
            Piece piece = first.getValue();
            waitingBytes -= piece.length;
            if (waiting.isEmpty()) {
                waiting = null;
            }
            waitingCost -= piece.cost();
            budget.give(this, piece.cost(), waiting == null);
            int old = (int) Math.min(next - first.getKey(), piece.length);
            if (old < piece.length) {
                deliver(piece.bytes, old, piece.length - old);
            }
        }
    }

    /** Keeps those parts of a segment that no waiting segment covers. */
    private void keep(long sequence, byte[] bytes, int offset, int length) {
        if (waiting == null) {
            waiting = new TreeMap<>();
        }
        long end = sequence + length;
        long at = sequence;
        long kept = 0;
        Map.Entry<Long, Piece> before = waiting.floorEntry(at);
        if (before != null) {
            at = Math.max(at, before.getKey() + before.getValue().length);
        }
        while (at < end) {
            Map.Entry<Long, Piece> after = waiting.ceilingEntry(at);
            long stop = after == null ? end : Math.min(end, after.getKey());
            if (stop > at) {
                int from = offset + (int) (at - sequence);
                Piece piece = Piece.of(bytes, from, (int) (stop - at));
                waiting.put(at, piece);
                waitingBytes += piece.length;
                kept += piece.cost();
            }
            at = after == null ? end : after.getKey() + after.getValue().length;
        }
        if (kept > 0) {
            waitingCost += kept;
            budget.take(this, kept);
        }
    }

    /** Some of a segment that waits. */
    private static final class Piece {
        /** Null where the producer left them out. */
        private final byte[] bytes;

        private final int length;

        private Piece(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        static Piece of(byte[] bytes, int from, int length) {
            return new Piece(bytes == null ? null : Arrays.copyOfRange(bytes, from, from + length), length);
        }

        /** The memory it takes, in bytes. */
        long cost() {
            return (long) SEGMENT_OVERHEAD + (bytes == null ? 0 : length);
        }
    }

    /**
     * The receiver has acknowledged everything below {@code sequence}: what is missing there is a gap.
     *
     * @param atStart the connection's beginning was not seen, so that its first two numbers are a guess and no gap
     * @return how many bytes are missing below it; {@link #NO_NEWS} when they had been acknowledged before
     */
    public long acknowledged(long sequence, boolean atStart) {
        if (sequence <= settled) {
            return NO_NEWS;
        }
        long missing = 0;
        if (sequence > next && !(atStart && sequence <= 2)) {
            missing = skipTo(sequence);
        }
        settled = sequence;
        return missing;
    }

    private long skipTo(long sequence) {
        long missing = 0;
        while (!givenUp && waiting != null && waiting.firstKey() < sequence) {
            long hole = waiting.firstKey() - next;
            missing += hole;
            gap(hole);
            deliverWaiting();
        }
        if (sequence > next) {
            missing += sequence - next;
            gap(sequence - next);
            deliverWaiting();
        }
        return missing;
    }

    private void gap(long length) {
        long from = next;
        next += length;
        if (!givenUp && length > 0) {
            listener.gap(from, length);
        }
    }

    private void giveUp() {
        long freed = abandon();
        if (freed > 0) {
            budget.give(this, freed, true);
        }
    }

    /** Takes of the budget what it holds: it was saved, and has come back. */
    public void reclaim() {
        if (waiting != null) {
            budget.take(this, waitingCost);
        }
    }

    /**
     * Holds nothing any more, and puts nothing in order from now on.
     *
     * @return what it held of the budget, in bytes
     */
    long abandon() {
        long cost = waitingCost;
        waiting = null;
        waitingBytes = 0;
        waitingCost = 0;
        givenUp = true;
        return cost;
    }

    /** The connection is over: what it holds will not be asked for. */
    public void close() {
        giveUp();
    }

    /** Whether this direction is no longer put in order because it held too much. */
    public boolean hasGivenUp() {
        return givenUp;
    }

    /** The first byte that was neither delivered nor given up. */
    public long next() {
        return next;
    }

    /** Whether there are bytes that the receiver has not acknowledged, delivered or not. */
    public boolean hasUnacknowledged() {
        return next > settled || waiting != null;
    }

    /** From the first byte not delivered to the last one seen. */
    private long undeliveredSpan() {
        if (waiting == null) {
            return 0;
        }
        Map.Entry<Long, Piece> last = waiting.lastEntry();
        return last.getKey() + last.getValue().length - next;
    }
}
