package io.brook.deploy;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.schemas.testing.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Traces of TLS connections on which all sorts of things go wrong, before and after the handshake: segments are lost, sent again
 * with other bytes, come out of order and damaged; connections end in any way, and begin again on the same ports.
 */
public final class EncryptedTraffic {
    private static final long SECOND = 1_000_000L;

    private final Random random;
    private final List<Packet> packets = new ArrayList<>();
    private long time;
    private boolean careless;

    /** @param time microseconds since the epoch */
    private record Packet(long time, byte[] frame) {}

    /** One side of a connection. */
    private static final class Side {
        private final String address;
        private final int port;
        private long next;

        Side(String address, int port, long start) {
            this.address = address;
            this.port = port;
            this.next = start;
        }
    }

    public EncryptedTraffic(int seed) {
        random = new Random(seed);
    }

    /** A trace in the pcap format. */
    public byte[] connections(int count) {
        for (int i = 0; i < count; i++) {
            time = (1_700_000_000L + random.nextInt(600)) * SECOND;
            // A third go well until the handshake is over.
            careless = random.nextInt(3) > 0;
            connection(new Side("10.0.0." + random.nextInt(20), 40_000 + random.nextInt(200), random.nextInt()));
        }
        packets.sort(Comparator.comparingLong(Packet::time));
        return pcap();
    }

    private void connection(Side client) {
        int port = random.nextInt(8) == 0 ? 8443 : 443;
        Side server = new Side("10.0.1." + random.nextInt(5), port, random.nextInt());
        segment(client, server, SYN, new byte[0]);
        segment(server, client, SYN | ACK, new byte[0]);
        segment(client, server, ACK, record(22, 1, 300 + random.nextInt(300)));
        if (random.nextBoolean()) {
            say(server, client, join(record(22, 2, 90), record(20, 1, 1), record(23, 0, 2500)));
            say(client, server, join(record(20, 1, 1), record(23, 0, 53)));
        } else {
            say(server, client, join(record(22, 2, 90), record(22, 11, 2500), record(22, 14, 4)));
            say(client, server, join(record(22, 16, 66), record(20, 1, 1), record(22, 99, 40)));
            say(server, client, join(record(20, 1, 1), record(22, 77, 40)));
        }
        careless = true;
        for (int turns = random.nextInt(12); turns > 0; turns--) {
            boolean fromClient = random.nextBoolean();
            byte[] data = record(23, random.nextInt(256), 1 + random.nextInt(5000));
            say(fromClient ? client : server, fromClient ? server : client, data);
            if (random.nextInt(20) == 0) {
                time += (long) (random.nextDouble() * 400 * SECOND);
            }
        }
        end(client, server);
    }

    private void end(Side client, Side server) {
        switch (random.nextInt(4)) {
            case 0 -> {
                segment(client, server, FIN | ACK, new byte[0]);
                say(server, client, record(23, 0, 700));
                segment(server, client, FIN | ACK, new byte[0]);
            }
            case 1 -> segment(server, client, FIN | ACK, record(23, 0, 100));
            case 2 -> {
                segment(client, server, RST, new byte[0]);
                say(server, client, record(23, 0, 700));
            }
            default -> {}
        }
    }

    /** Says something in segments of any size, which the other side acknowledges now and then. */
    private void say(Side from, Side to, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(1400));
            byte[] part = new byte[length];
            System.arraycopy(bytes, at, part, 0, length);
            segment(from, to, ACK, part);
            at += length;
            if (random.nextInt(3) == 0) {
                segment(to, from, ACK, new byte[0]);
            }
        }
    }

    private void segment(Side from, Side to, int flags, byte[] payload) {
        PacketBuilder packet = packet(from, to, flags, from.next, payload);
        from.next += payload.length + (flags & SYN) / SYN + (flags & FIN) / FIN;
        int luck = careless ? random.nextInt(40) : 40;
        switch (luck) {
            case 0 -> time += 2;
            case 1 -> emit(packet.badChecksum());
            case 2 -> {
                emit(packet);
                emit(packet);
            }
            case 3 -> packets.add(new Packet(time + random.nextInt(50_000), packet.ethernet()));
            case 4 -> {
                // Sent again, from further back and with other bytes.
                byte[] other = new byte[payload.length + random.nextInt(200)];
                random.nextBytes(other);
                long sequence = from.next - other.length + random.nextInt(20);
                emit(packet);
                emit(packet(from, to, ACK, sequence, other));
            }
            case 5 ->
                PacketBuilder.fragments(packet.ip(), random.nextInt(1000), 8 * (3 + random.nextInt(50)))
                        .forEach(this::emitIp);
            case 6 -> emit(packet.statedIpLength(0));
            default -> emit(packet);
        }
    }

    private static PacketBuilder packet(Side from, Side to, int flags, long sequence, byte[] payload) {
        return PacketBuilder.tcp(from.address, from.port, to.address, to.port)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment((flags & ACK) == 0 ? 0 : to.next)
                .payload(payload);
    }

    private void emit(PacketBuilder packet) {
        emitIp(packet.ip());
    }

    private void emitIp(byte[] ip) {
        time += 1 + random.nextInt(20_000);
        ByteBuffer frame = ByteBuffer.allocate(14 + ip.length + (random.nextInt(10) == 0 ? 4 : 0));
        packets.add(new Packet(
                time, frame.putShort(12, (short) 0x0800).position(14).put(ip).array()));
    }

    private static byte[] record(int type, int first, int length) {
        byte[] record = new byte[5 + length];
        ByteBuffer.wrap(record)
                .put((byte) type)
                .putShort((short) 0x0303)
                .putShort((short) length)
                .put((byte) first);
        return record;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private byte[] pcap() {
        int size = 24
                + packets.stream().mapToInt(packet -> 16 + packet.frame.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        for (Packet packet : packets) {
            out.putInt((int) (packet.time / SECOND)).putInt((int) (packet.time % SECOND));
            out.putInt(packet.frame.length).putInt(packet.frame.length).put(packet.frame);
        }
        return out.array();
    }
}
