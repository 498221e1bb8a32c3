package io.brook.capture.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Writes pcap files of every variant. */
public final class PcapBuilder {
    public static final int MICROSECONDS = 0xa1b2c3d4;
    public static final int NANOSECONDS = 0xa1b23c4d;
    public static final int KUZNETZOV = 0xa1b2cd34;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int magic;

    public PcapBuilder(ByteOrder order, int magic, int linkType) {
        this(order, magic, linkType, 2, 4);
    }

    PcapBuilder(ByteOrder order, int magic, int linkType, int major, int minor) {
        this.order = order;
        this.magic = magic;
        put(
                24,
                header -> header.putInt(magic)
                        .putShort((short) major)
                        .putShort((short) minor)
                        .putInt(0)
                        .putInt(0)
                        .putInt(65535)
                        .putInt(linkType));
    }

    /** Microseconds, little-endian, Ethernet. */
    public static PcapBuilder ethernet() {
        return new PcapBuilder(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1);
    }

    public PcapBuilder packet(long seconds, int fraction, byte[] data) {
        return packet(seconds, fraction, data.length, data.length, data);
    }

    PcapBuilder packet(long seconds, int fraction, int captured, int original, byte[] data) {
        put(
                magic == KUZNETZOV ? 24 : 16,
                header -> header.putInt((int) seconds)
                        .putInt(fraction)
                        .putInt(captured)
                        .putInt(original));
        out.writeBytes(data);
        return this;
    }

    private void put(int length, Consumer<ByteBuffer> fields) {
        ByteBuffer header = ByteBuffer.allocate(length).order(order);
        fields.accept(header);
        out.writeBytes(header.array());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
