package io.brook.capture.source;

import java.io.IOException;

/** One file format, reading on from wherever its {@link TraceInput} stands. */
interface TraceFormat {
    /** The most bytes of one packet: what libpcap, and so Zeek, takes for the largest that a capture can hold. */
    int MAX_CAPTURED = 256 * 1024;

    /**
     * Moves to the next packet.
     *
     * @return false where the trace ends as it should
     * @throws DamageException where it does not, or holds what no trace can; nothing can be read after that
     */
    boolean next(Packet packet) throws IOException;

    /** A captured length as a file states it, once it is known to be one that a capture can have. */
    static int capturedLength(int stated) throws DamageException {
        if (stated < 0 || stated > MAX_CAPTURED) {
            throw new DamageException("a packet of " + Integer.toUnsignedString(stated) + " bytes, where "
                    + MAX_CAPTURED + " is the most there can be");
        }
        return stated;
    }
}
