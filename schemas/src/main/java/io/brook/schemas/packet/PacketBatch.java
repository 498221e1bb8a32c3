package io.brook.schemas.packet;

import java.util.Objects;

/**
 * Consecutive packets of one flow, in columns: the content of a record of the topic {@code packets}. Immutable by convention: the
 * arrays are shared, not copied, because every packet of a deployment passes through here twice.
 *
 * <p>Times are nanoseconds since the epoch, lengths are bytes.
 */
public final class PacketBatch {
    private final String sensor;
    private final int linkType;
    private final long[] times;
    private final int[] capturedLengths;
    private final int[] originalLengths;
    private final int size;
    private final byte[] data;
    private final int dataLength;

    /** Null when nothing was trimmed. */
    private final int[] trimmedLengths;

    private final int pass;

    /** A batch of packets without trimming; otherwise as the other constructor. */
    public PacketBatch(
            String sensor,
            int linkType,
            long[] times,
            int[] capturedLengths,
            int[] originalLengths,
            int size,
            byte[] data,
            int dataLength) {
        this(sensor, linkType, times, capturedLengths, originalLengths, size, data, dataLength, null, 0);
    }

    /**
     * @param times per packet, nanoseconds since the epoch; like the other arrays it may be longer than {@code size}
     * @param data the packets' bytes, one after the other: the captured lengths add up to {@code dataLength}
     * @param trimmedLengths per packet, the bytes at its end that are left out; null when none are
     * @param pass see {@link #pass}
     */
    public PacketBatch(
            String sensor,
            int linkType,
            long[] times,
            int[] capturedLengths,
            int[] originalLengths,
            int size,
            byte[] data,
            int dataLength,
            int[] trimmedLengths,
            int pass) {
        this.sensor = Objects.requireNonNull(sensor);
        this.linkType = linkType;
        this.times = times;
        this.capturedLengths = capturedLengths;
        this.originalLengths = originalLengths;
        this.size = size;
        this.data = data;
        this.dataLength = dataLength;
        this.trimmedLengths = trimmedLengths;
        this.pass = pass;
    }

    public String sensor() {
        return sensor;
    }

    /** The LINKTYPE_ number of every packet in the batch. */
    public int linkType() {
        return linkType;
    }

    /** The number of packets. */
    public int size() {
        return size;
    }

    public long time(int packet) {
        return times[packet];
    }

    /** The bytes of the packet that are in {@link #data()}. */
    public int capturedLength(int packet) {
        return capturedLengths[packet];
    }

    public int originalLength(int packet) {
        return originalLengths[packet];
    }

    /**
     * The bytes that were captured at the packet's end and are not in {@link #data()}: the producer left them out because no
     * analysis needs them. They count as captured: the packet does not count as truncated.
     */
    public int trimmedLength(int packet) {
        return trimmedLengths == null ? 0 : trimmedLengths[packet];
    }

    /**
     * How often the sensor's clock had gone back when these packets came, if it had reached their times before, and else 0:
     * distinguishes packets of the same time in different places of a capture.
     */
    public int pass() {
        return pass;
    }

    /** Whether any packet's {@link #trimmedLength} is more than zero. */
    public boolean isTrimmed() {
        return trimmedLengths != null;
    }

    /** The bytes of all packets; packet 0 starts at 0, each next one where the one before it ends. */
    public byte[] data() {
        return data;
    }

    /** How many bytes of {@link #data()} are packets. */
    public int dataLength() {
        return dataLength;
    }
}
