package io.brook.capture.source;

import java.util.Arrays;

/**
 * The current packet of a reader: bytes in the reader's buffer, valid until the reader moves on. One instance serves for every packet
 * of a trace; {@link #copy()} makes one that may be kept.
 */
public final class Packet {
    private int linkType;
    private long time;
    private byte[] buffer = {};
    private int offset;
    private int capturedLength;
    private int originalLength;
    private int trimmedLength;

    /**
     * Makes this the given packet.
     *
     * @param linkType a LINKTYPE_ number
     * @param time nanoseconds since the epoch
     * @param capturedLength bytes in {@code buffer}, from {@code offset}
     * @param originalLength bytes on the wire, an unsigned number; what is less than captured is taken as captured, what is
     *     more than an int holds as the largest int
     */
    public void set(int linkType, long time, byte[] buffer, int offset, int capturedLength, int originalLength) {
        this.linkType = linkType;
        this.time = time;
        this.buffer = buffer;
        this.offset = offset;
        this.capturedLength = capturedLength;
        int original = originalLength < 0 ? Integer.MAX_VALUE : originalLength;
        this.originalLength = Math.max(original, capturedLength);
        this.trimmedLength = 0;
    }

    /** Leaves out bytes at the end: nobody needs them. */
    public void trim(int length) {
        capturedLength -= length;
        trimmedLength += length;
    }

    /** Corrects its time by the error of the clock, in nanoseconds. */
    public void shift(long nanos) {
        time += nanos;
    }

    /** A copy of this packet with a buffer of its own. */
    public Packet copy() {
        Packet copy = new Packet();
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + capturedLength);
        copy.set(linkType, time, bytes, 0, capturedLength, originalLength);
        copy.trimmedLength = trimmedLength;
        return copy;
    }

    /** A LINKTYPE_ number. */
    public int linkType() {
        return linkType;
    }

    /** Nanoseconds since the epoch. */
    public long time() {
        return time;
    }

    /** The array that holds the packet's bytes, from {@link #offset()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where in {@link #buffer()} the packet starts. */
    public int offset() {
        return offset;
    }

    /** The number of bytes of the packet that are present. */
    public int capturedLength() {
        return capturedLength;
    }

    /** The number of bytes that were captured after those, and left out. */
    public int trimmedLength() {
        return trimmedLength;
    }

    /** The bytes the packet had on the wire; never less than were captured. */
    public int originalLength() {
        return originalLength;
    }
}
