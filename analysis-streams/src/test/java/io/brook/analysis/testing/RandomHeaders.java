package io.brook.analysis.testing;

import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Packets of headers upon headers, as no sane sender stacks them: extension headers, fragments, tunnels, cut anywhere. */
public final class RandomHeaders {
    private static final int[] EXTENSIONS = {0, 43, 44, 44, 51, 60};
    private static final int[] PROTOCOLS = {1, 4, 4, 6, 17, 17, 41, 41, 44, 47, 47, 50, 58, 59, 60, 132, 135};
    private static final int[] PORTS = {53, 2152, 3544, 4754, 4789, 5072, 6081, 40000};
    private static final int[] ETHER_TYPES = {0x0800, 0x86dd, 0x6558, 0x88be, 0x22eb, 0x880b, 0x8200, 0x8847, 0x8864};
    private static final int MAX_DEPTH = 5;

    private final Random random;

    public RandomHeaders(Random random) {
        this.random = random;
    }

    /** The next packet, from its IP header on. */
    public byte[] next() {
        return packet(0);
    }

    private byte[] packet(int depth) {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        byte[] payload = payload(protocol, depth);
        boolean v4 = random.nextInt(3) == 0;
        String a = v4 ? "10.0.0." + random.nextInt(3) : "fd00::" + random.nextInt(3);
        String b = v4 ? "10.0.0." + random.nextInt(3) : "fd00::" + random.nextInt(3);
        // Of a protocol that the builder leaves alone; which one it really is, is written over it.
        PacketBuilder builder = PacketBuilder.ip(a, b, 255).payload(payload);
        boolean wrongLength = random.nextInt(10) == 0;
        if (wrongLength) {
            builder.statedIpLength(random.nextInt(payload.length + 60));
        }
        return v4 ? v4(builder, protocol) : v6(builder, protocol);
    }

    private byte[] v4(PacketBuilder builder, int protocol) {
        if (random.nextInt(3) == 0) {
            builder.fragment(random.nextInt(3), 8 * random.nextInt(4), random.nextBoolean());
        }
        byte[] packet = builder.ip();
        packet[9] = (byte) protocol;
        return packet;
    }

    private byte[] v6(PacketBuilder builder, int protocol) {
        int at = 6;
        int end = 40;
        for (int i = random.nextInt(5); i > 0; i--) {
            int type = EXTENSIONS[random.nextInt(EXTENSIONS.length)];
            byte[] body = new byte[type == 44 ? 7 : 7 + 8 * random.nextInt(3)];
            random.nextBytes(body);
            body[0] = (byte) (body.length / 8);
            if (type == 44) {
                ByteBuffer.wrap(body)
                        .putShort(1, (short) (8 * random.nextInt(4) | random.nextInt(2)))
                        .putInt(3, random.nextInt(3));
            }
            builder.extension(type, body);
            at = end;
            end += 1 + body.length;
        }
        byte[] packet = builder.ip();
        packet[at] = (byte) protocol;
        return packet;
    }

    private byte[] payload(int protocol, int depth) {
        byte[] header = header(protocol);
        byte[] inner = depth < MAX_DEPTH && random.nextInt(3) > 0 ? packet(depth + 1) : new byte[random.nextInt(40)];
        byte[] payload = ByteBuffer.allocate(header.length + inner.length)
                .put(header)
                .put(inner)
                .array();
        return random.nextInt(5) == 0 ? Arrays.copyOf(payload, random.nextInt(payload.length + 1)) : payload;
    }

    private byte[] header(int protocol) {
        return switch (protocol) {
            case 6 -> some(20);
            case 17 -> udp();
            case 47 -> gre();
            case 1, 58 -> some(8);
            default -> new byte[0];
        };
    }

    private byte[] udp() {
        byte[] tunnel = some(random.nextInt(4) * 8);
        if (tunnel.length > 0 && random.nextBoolean()) {
            int[] starts = {0x08, 0x30, 0x34, 0x41, 0x00, 0x60};
            tunnel[0] = (byte) starts[random.nextInt(starts.length)];
            tunnel[1] = (byte) (random.nextBoolean() ? 0xff : 0x52);
        }
        return ByteBuffer.allocate(8 + tunnel.length)
                .putShort((short) PORTS[random.nextInt(PORTS.length)])
                .putShort((short) PORTS[random.nextInt(PORTS.length)])
                .putShort((short) random.nextInt(100))
                .putShort((short) 0)
                .put(tunnel)
                .array();
    }

    private byte[] gre() {
        byte[] header = some(4 + 4 * random.nextInt(8));
        int[] flags = {0x0000, 0x8000, 0x2000, 0x1000, 0xb000, 0x3001, 0x3081};
        return ByteBuffer.wrap(header)
                .putShort((short) flags[random.nextInt(flags.length)])
                .putShort((short) ETHER_TYPES[random.nextInt(ETHER_TYPES.length)])
                .array();
    }

    private byte[] some(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
