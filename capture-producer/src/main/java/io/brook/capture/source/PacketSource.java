package io.brook.capture.source;

/**
 * Packets as they become available, in the order of their times: from an interface, a pipe, or files that are still being written.
 * Never waits. Not thread-safe.
 */
public interface PacketSource extends AutoCloseable {
    /** What there is. */
    enum Next {
        /** A packet. */
        PACKET,
        /** Nothing now; there may be later. */
        NOTHING_YET,
        /** Nothing more. */
        END
    }

    /**
     * Moves to the next packet, if there is one.
     *
     * @throws SourceException when nothing more can be read
     */
    Next next() throws SourceException;

    /** The current packet: always the same object, whose contents {@link #next()} changes. */
    Packet packet();

    /**
     * No packet older than this will come: nanoseconds since the epoch, {@link Long#MIN_VALUE} when that is not known. Advances while no
     * packets come.
     */
    long settled();

    /** The counters so far. */
    SourceCounters counters();

    @Override
    void close();
}
