package io.brook.analysis.testing;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.schemas.testing.PacketBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Traffic of all sorts between a few hosts: well-behaved, sloppy and broken. The same seed gives the same. */
public final class RandomTraffic {
    private static final int[] PORTS = {22, 53, 80, 443, 4000, 40000, 50000, 3544};
    /** Protocols without ports: IGMP, ESP, AH, OSPF, PIM, VRRP, L2TP, SCTP. */
    private static final int[] PORTLESS = {2, 50, 51, 89, 103, 112, 115, 132};

    private static final int UDP = 17;
    private static final int OTHER_PROTOCOL = 50;

    private static final int[] TCP_FLAGS = {
        ACK, ACK, ACK, ACK, ACK, SYN, SYN | ACK, FIN | ACK, RST, RST | ACK, SYN | FIN, 0
    };

    private final Random random;
    private final List<Packet> packets = new ArrayList<>();
    private long time;

    /**
     * A packet on the wire.
     *
     * @param time nanoseconds since the epoch
     * @param bytes from the IP header on
     */
    public record Packet(long time, byte[] bytes) {}

    public RandomTraffic(int seed) {
        random = new Random(seed);
    }

    /** The packets of so many conversations, in the order of their times. */
    public List<Packet> conversations(int count, boolean withFragmentsAndTunnels) {
        for (int i = 0; i < count; i++) {
            time = Wire.START + random.nextInt(600_000) * Wire.MILLISECOND;
            int kind = random.nextInt(withFragmentsAndTunnels ? 10 : 7);
            switch (kind) {
                case 0, 1 -> orderlyTcp();
                case 2, 3 -> sloppyTcp();
                case 4 -> udp();
                case 5 -> icmp();
                case 6 -> other();
                case 7 -> fragments();
                default -> tunnels();
            }
        }
        packets.sort((a, b) -> Long.compare(a.time, b.time));
        return packets;
    }

    private void emit(byte[] packet) {
        packets.add(new Packet(time, packet));
        // Mostly soon, sometimes after a timeout; and never two packets at once.
        int wait = random.nextInt(20);
        long most = wait < 15 ? 100 : wait < 19 ? 10_000 : 400_000;
        time += 1 + (long) (random.nextDouble() * most * TimeUnit.MILLISECONDS.toNanos(1));
    }

    private String host() {
        return (random.nextInt(4) == 0 ? "8.8.8." : "10.0.0.") + random.nextInt(8);
    }

    private String peerOf(String host) {
        String other = host();
        return other.equals(host) ? "10.0.9.9" : other;
    }

    private int port() {
        return random.nextInt(3) == 0 ? 1024 + random.nextInt(60_000) : PORTS[random.nextInt(PORTS.length)];
    }

    private void orderlyTcp() {
        String a = host();
        String b = peerOf(a);
        int port = 1024 + random.nextInt(60_000);
        int server = port();
        long x = random.nextInt() & 0xffff_ffffL;
        long y = random.nextInt() & 0xffff_ffffL;
        emit(tcp(a, port, b, server, SYN, x, 0).ip());
        emit(tcp(b, server, a, port, SYN | ACK, y, x + 1).ip());
        emit(tcp(a, port, b, server, ACK, x + 1, y + 1).ip());
        long sent = x + 1;
        for (int i = random.nextInt(6); i > 0; i--) {
            int length = 1 + random.nextInt(1000);
            boolean seen = random.nextInt(8) > 0;
            if (seen) {
                emit(tcp(a, port, b, server, ACK, sent, y + 1).payload(length).ip());
            }
            sent += length;
            emit(tcp(b, server, a, port, ACK, y + 1, sent).ip());
        }
        if (random.nextInt(4) > 0) {
            emit(tcp(a, port, b, server, FIN | ACK, sent, y + 1).ip());
            emit(tcp(b, server, a, port, FIN | ACK, y + 1, sent + 1).ip());
            emit(tcp(a, port, b, server, ACK, sent + 1, y + 2).ip());
        }
    }

    private void sloppyTcp() {
        String a = host();
        String b = peerOf(a);
        int port = port();
        int server = port();
        long base = random.nextInt();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            boolean forward = random.nextBoolean();
            int flags = TCP_FLAGS[random.nextInt(TCP_FLAGS.length)];
            long sequence = base + random.nextInt(3) * 100L;
            long acknowledgment = base + random.nextInt(3) * 100L;
            PacketBuilder segment = forward
                    ? tcp(a, port, b, server, flags, sequence, acknowledgment)
                    : tcp(b, server, a, port, flags, sequence, acknowledgment);
            segment.window(random.nextInt(5) * 1000).payload(random.nextInt(3) * 50);
            emit((random.nextInt(10) == 0 ? segment.badChecksum() : segment).ip());
        }
    }

    private static PacketBuilder tcp(
            String source, int port, String target, int targetPort, int flags, long sequence, long acknowledgment) {
        return PacketBuilder.tcp(source, port, target, targetPort)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment);
    }

    private void udp() {
        String a = host();
        String b = peerOf(a);
        int port = port();
        int server = port();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            boolean forward = random.nextInt(3) > 0;
            PacketBuilder datagram =
                    forward ? PacketBuilder.udp(a, port, b, server) : PacketBuilder.udp(b, server, a, port);
            datagram.payload(random.nextInt(200));
            emit((random.nextInt(10) == 0 ? datagram.badChecksum() : datagram).ip());
        }
    }

    private void icmp() {
        String a = host();
        String b = peerOf(a);
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            emit(PacketBuilder.icmp(a, b, 8, 0).payload(random.nextInt(60)).ip());
            emit(PacketBuilder.icmp(b, a, random.nextInt(3) > 0 ? 0 : 3, 0)
                    .payload(28)
                    .ip());
        }
    }

    private void other() {
        String a = host();
        String b = peerOf(a);
        int protocol = PORTLESS[random.nextInt(PORTLESS.length)];
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            emit(PacketBuilder.ip(random.nextBoolean() ? a : b, random.nextBoolean() ? a : b, protocol)
                    .payload(new byte[random.nextInt(40)])
                    .ip());
        }
    }

    private void fragments() {
        String a = host();
        byte[] packet = PacketBuilder.udp(a, port(), peerOf(a), port())
                .payload(200 + random.nextInt(2000))
                .ip();
        for (byte[] fragment : PacketBuilder.fragments(packet, random.nextInt(10), 8 * (10 + random.nextInt(100)))) {
            if (random.nextInt(20) == 0) {
                // Of another protocol, all at once.
                fragment[9] = (byte) (fragment[9] + OTHER_PROTOCOL - UDP);
                int checksum = ((fragment[10] & 0xff) << 8 | fragment[11] & 0xff) - (OTHER_PROTOCOL - UDP);
                checksum += checksum < 0 ? 0xffff : 0;
                fragment[10] = (byte) (checksum >>> 8);
                fragment[11] = (byte) checksum;
            }
            if (random.nextInt(10) > 0) {
                emit(fragment);
            }
        }
    }

    /** The addresses inside follow from those outside: a connection inside has one pair of hosts outside. */
    private void tunnels() {
        String a = host();
        String b = peerOf(a);
        // Not symmetric, so that no other pair of hosts outside has the same pair inside.
        int pair = (a + ' ' + b).hashCode() & 0xffff;
        String insideA = "172.16." + (pair >>> 8) + '.' + (pair & 0xff);
        String insideB = "172.17." + (pair >>> 8) + '.' + (pair & 0xff);
        boolean gre = random.nextBoolean();
        int port = port();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean forward = random.nextBoolean();
            byte[] inner = (forward
                            ? PacketBuilder.udp(insideA, port, insideB, 7)
                            : PacketBuilder.udp(insideB, 7, insideA, port))
                    .payload(20)
                    .ip();
            byte[] carried = inner;
            if (gre) {
                carried = new byte[4 + inner.length];
                carried[2] = 8;
                System.arraycopy(inner, 0, carried, 4, inner.length);
            }
            emit(PacketBuilder.ip(forward ? a : b, forward ? b : a, gre ? 47 : 4)
                    .payload(carried)
                    .ip());
        }
    }
}
