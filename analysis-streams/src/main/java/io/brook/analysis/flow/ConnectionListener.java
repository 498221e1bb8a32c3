package io.brook.analysis.flow;

import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;

/** Hears what becomes of connections. Times are packet times in nanoseconds since the epoch. */
public interface ConnectionListener {
    /** A TCP handshake is complete, and both sides of it were seen. */
    void established(Connection connection, long time);

    /**
     * A connection did something odd.
     *
     * @param detail more about it, or null
     */
    void odd(Connection connection, Weird weird, String detail, long time);

    /**
     * One side of an established TCP connection has acknowledged more than before.
     *
     * @param missing whether some of it was not captured
     */
    void acknowledged(boolean missing, long time);

    /**
     * Bytes of a TCP connection were acknowledged and not captured, while both sides were in the middle of it or closing it in order.
     *
     * @param direction in which they were sent
     * @param sequence the first of them, where the first byte of the stream is 1
     */
    void missed(TcpConnection connection, Direction direction, long sequence, long length, long time);

    /** The first bytes of a TCP or UDP connection's payload have come: who follows them? */
    PayloadFollower follow(Connection connection);

    /** A connection has begun inside a tunnel, or moved into one. */
    void tunneled(Connection connection, long time);

    /** Nobody needs the payload of what is still to come, and there has been much of it; may be said several times. */
    void unneeded(TcpConnection connection, long time);

    /** A connection has been open for one of the durations that are worth a report, as its packet of this time shows. */
    void lasted(Connection connection, long time);

    /**
     * A connection is over.
     *
     * @param time when: that of its last timeout, or of the end of the input
     */
    void removed(Connection connection, long time);
}
