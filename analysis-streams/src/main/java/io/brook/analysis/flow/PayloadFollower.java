package io.brook.analysis.flow;

import io.brook.schemas.flow.Direction;

/**
 * Follows what both sides of a connection send: of TCP the streams, in order; of UDP the datagrams. Times are nanoseconds since
 * the epoch.
 */
public interface PayloadFollower {
    /** Follows nothing. */
    PayloadFollower NONE = new PayloadFollower() {
        @Override
        public void data(Direction direction, byte[] bytes, int offset, int length, long time) {}

        @Override
        public void trimmed(Direction direction, int length, long time) {}

        @Override
        public void gap(Direction direction, long length, long time) {}

        @Override
        public void endOfStream(Direction direction, long time) {}

        @Override
        public void finish(long time) {}

        @Override
        public boolean isDone() {
            return true;
        }
    };

    /** The next bytes of one direction, or one datagram. The array belongs to the packet: copy what is to be kept. */
    void data(Direction direction, byte[] bytes, int offset, int length, long time);

    /**
     * The next bytes of one direction of TCP, of which only the number is known: the producer left them out because it was sure
     * that nobody follows them any more.
     */
    void trimmed(Direction direction, int length, long time);

    /** Bytes of one direction were acknowledged and never seen. */
    void gap(Direction direction, long length, long time);

    /** One direction is at its end, and all of it was delivered or given up. Said at most once for each. */
    void endOfStream(Direction direction, long time);

    /** The connection is over. */
    void finish(long time);

    /** Whether the contents of the rest of the connection cannot matter any more. */
    boolean isDone();
}
