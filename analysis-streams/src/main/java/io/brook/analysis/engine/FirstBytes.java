package io.brook.analysis.engine;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.Arrays;

/** The first bytes of a TCP connection, both directions in the order in which they came: those that detection looks at. */
final class FirstBytes {
    /** How many bytes of both directions together detection looks at: Zeek's dpd_buffer_size. */
    static final int ENOUGH = 1024;

    /** With more pieces than this, too: Zeek's dpd_max_packets. */
    static final int MAX_CHUNKS = 100;

    private static final byte[] NOTHING = {};
    private static final int[] NO_CHUNKS = {};

    private byte[] fromOriginator = NOTHING;
    private byte[] fromResponder = NOTHING;

    /** The length of each piece that came; negative for the responder's. */
    private int[] chunks = NO_CHUNKS;

    void add(Direction direction, byte[] more, int offset, int length) {
        if (direction.isFromOriginator()) {
            fromOriginator = joined(fromOriginator, more, offset, length);
        } else {
            fromResponder = joined(fromResponder, more, offset, length);
        }
        chunks = Arrays.copyOf(chunks, chunks.length + 1);
        chunks[chunks.length - 1] = direction.isFromOriginator() ? length : -length;
    }

    private static byte[] joined(byte[] bytes, byte[] more, int offset, int length) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(more, offset, joined, bytes.length, length);
        return joined;
    }

    boolean isEnough() {
        return fromOriginator.length + fromResponder.length > ENOUGH || chunks.length > MAX_CHUNKS;
    }

    /** What one direction has sent so far. */
    ByteCursor of(Direction direction) {
        byte[] bytes = direction.isFromOriginator() ? fromOriginator : fromResponder;
        return new ByteCursor(bytes, 0, bytes.length);
    }

    /** Gives a session all of it as if it came only now. */
    void replay(ProtocolSession session, long time) {
        int fromOriginatorGiven = 0;
        int fromResponderGiven = 0;
        for (int chunk : chunks) {
            if (chunk > 0) {
                session.data(Direction.ORIGINATOR, fromOriginator, fromOriginatorGiven, chunk, time);
                fromOriginatorGiven += chunk;
            } else {
                session.data(Direction.RESPONDER, fromResponder, fromResponderGiven, -chunk, time);
                fromResponderGiven -= chunk;
            }
        }
    }

    void forget() {
        fromOriginator = NOTHING;
        fromResponder = NOTHING;
        chunks = NO_CHUNKS;
    }
}
