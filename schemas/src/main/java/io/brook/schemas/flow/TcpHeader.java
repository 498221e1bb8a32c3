package io.brook.schemas.flow;

/** A TCP header (RFC 9293, section 3.1), read where it stands. Reused for every packet by those who extend it. */
public abstract class TcpHeader {
    /** A header without options, in bytes. */
    protected static final int MIN_LENGTH = 20;

    private int flags;
    private int sequence;
    private int acknowledgment;
    private int payloadOffset;
    private int payloadLength;
    private int captured;

    /**
     * Reads what comes before the acknowledgment, and the flags.
     *
     * @param at where the header starts; fourteen bytes are there
     * @return the length that the header says it has, in bytes
     */
    protected final int begin(byte[] bytes, int at) {
        sequence = Bytes.i32(bytes, at + 4);
        flags = Bytes.u8(bytes, at + 13);
        return (Bytes.u8(bytes, at + 12) >>> 4) * 4;
    }

    /**
     * Reads the rest, once it is sure that it is there.
     *
     * @param length of the header, in bytes
     * @param stated the length of header and payload, as the IP header states it
     * @param available how much of that was captured
     */
    protected final void finish(byte[] bytes, int at, int length, int stated, int available) {
        acknowledgment = Bytes.i32(bytes, at + 8);
        payloadOffset = at + length;
        payloadLength = stated - length;
        captured = available - length;
    }

    public final boolean fin() {
        return (flags & 1) != 0;
    }

    public final boolean syn() {
        return (flags & 2) != 0;
    }

    public final boolean rst() {
        return (flags & 4) != 0;
    }

    public final boolean ack() {
        return (flags & 16) != 0;
    }

    public final boolean urg() {
        return (flags & 32) != 0;
    }

    public final int sequence() {
        return sequence;
    }

    public final int acknowledgment() {
        return acknowledgment;
    }

    /** Where the payload starts in the array of the packet. */
    public final int payloadOffset() {
        return payloadOffset;
    }

    /** As the IP header states it, in bytes. */
    public final int payloadLength() {
        return payloadLength;
    }

    /** Whether all of the payload was captured. */
    public boolean isWhole() {
        return captured >= payloadLength;
    }
}
