package io.brook.capture.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes pcapng files, block by block. */
final class PcapngBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    PcapngBuilder(ByteOrder order) {
        section(order);
    }

    PcapngBuilder section(ByteOrder newOrder) {
        order = newOrder;
        return block(
                0x0a0d0d0a,
                16,
                b -> b.putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    PcapngBuilder interfaceOf(int linkType, int snapLength, byte[]... options) {
        int length = Arrays.stream(options).mapToInt(o -> o.length).sum();
        return block(1, 8 + length, b -> {
            b.putShort((short) linkType).putShort((short) 0).putInt(snapLength);
            Arrays.stream(options).forEach(b::put);
        });
    }

    byte[] resolution(int value) {
        return option(9, new byte[] {(byte) value});
    }

    byte[] offset(long seconds) {
        return option(14, ByteBuffer.allocate(8).order(order).putLong(seconds).array());
    }

    byte[] option(int code, byte[] value) {
        return ByteBuffer.allocate(4 + pad(value.length))
                .order(order)
                .putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    PcapngBuilder enhanced(int interfaceId, long ticks, int original, byte[] data, byte[]... options) {
        int length = Arrays.stream(options).mapToInt(o -> o.length).sum();
        return block(6, 20 + pad(data.length) + length, b -> {
            b.putInt(interfaceId)
                    .putInt((int) (ticks >>> 32))
                    .putInt((int) ticks)
                    .putInt(data.length)
                    .putInt(original)
                    .put(data)
                    .position(20 + pad(data.length));
            Arrays.stream(options).forEach(b::put);
        });
    }

    PcapngBuilder obsolete(int interfaceId, long ticks, int original, byte[] data) {
        return block(
                2,
                20 + pad(data.length),
                b -> b.putShort((short) interfaceId)
                        .putShort((short) 7)
                        .putInt((int) (ticks >>> 32))
                        .putInt((int) ticks)
                        .putInt(data.length)
                        .putInt(original)
                        .put(data));
    }

    PcapngBuilder simple(int original, byte[] data) {
        return block(3, 4 + pad(data.length), b -> b.putInt(original).put(data));
    }

    PcapngBuilder block(int type, int bodyLength, Consumer<ByteBuffer> body) {
        ByteBuffer block = ByteBuffer.allocate(12 + bodyLength).order(order);
        block.putInt(type).putInt(block.capacity());
        ByteBuffer inner = block.slice(8, bodyLength).order(order);
        body.accept(inner);
        block.putInt(8 + bodyLength, block.capacity());
        return raw(block.array());
    }

    PcapngBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static int pad(int length) {
        return length + 3 & ~3;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
