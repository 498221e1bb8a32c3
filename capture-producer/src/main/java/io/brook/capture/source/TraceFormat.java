package io.brook.capture.source;

import java.io.IOException;

/** One file format, which reads from the position of its {@link TraceInput}. */
interface TraceFormat {
    /** The most bytes of one packet: the largest that libpcap, and so Zeek, accepts. */
    int MAX_CAPTURED = 256 * 1024;

    /**
     * Moves to the next packet.
     *
     * @return false at the regular end of the trace
     * @throws DamageException when it ends in another way, or is damaged; nothing can be read after that
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
