package io.brook.capture.source;

/**
 * Packets as they become available, in the order of their times: an interface, a pipe, files that somebody else is still writing.
 * Never waits. Not thread-safe.
 */
public interface PacketSource extends AutoCloseable {
    /** What there is. */
    enum Next {
        /** A packet. */
        PACKET,
        /** Nothing now; later there may be. */
        NOTHING_YET,
        /** Nothing any more. */
        END
    }

    /**
     * Moves to the next packet, if it is there.
     *
     * @throws SourceException when nothing more can be read
     */
    Next next() throws SourceException;

    /** The packet this source stands on: always the same object, whose contents {@link #next()} changes. */
    Packet packet();

    /**
     * No packet that is older than this is to come: nanoseconds since the epoch, {@link Long#MIN_VALUE} when that is not known.
     * Goes on while no packets come.
     */
    long settled();

    /** What has become of the packets so far. */
    SourceCounters counters();

    @Override
    void close();
}
