package io.brook.deploy.faults;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * The traffic of a site of many hosts, each of which says something once in a period: all of them fetch a web page in the first one;
 * after that each fetches a page, looks up a name, asks for the time or knocks where nobody answers, by turns. A few scan. Between
 * them are copies of the sample trace, each in a network of its own. The traffic is the same each time it is made. Checksums are
 * left out, and so are wrong.
 */
final class ManyHosts {
    /** When the traffic begins, in microseconds since the epoch. */
    static final long START = 1_600_000_000_000_000L;

    private static final int HOSTS_PER_COPY = 800;
    private static final int SCANNERS = 4_000;
    private static final int SCANNED = 30;
    private static final int KINDS = 4;
    private static final long APART = 1_000;
    private static final long SCAN_APART = 1_000_000;

    private static final int HOSTS = ip(10, 1, 0, 0);
    private static final int WEB = ip(10, 200, 0, 0);
    private static final int WEB_SERVERS = 1_000;
    private static final int NAMES = ip(10, 201, 0, 1);
    private static final int CLOCKS = ip(10, 202, 0, 1);
    private static final int NOBODY = ip(192, 0, 2, 1);
    private static final int ELSEWHERE = ip(198, 18, 0, 1);

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = 2;
    private static final int FIN_ACK = 0x11;
    private static final int SYN_ACK = 0x12;
    private static final int ACK = 0x10;

    private final int hosts;
    private final long period;
    private final List<Traffic.Packet> sample;
    private final PriorityQueue<Traffic.Packet> coming =
            new PriorityQueue<>(Comparator.comparingLong(Traffic.Packet::time));

    /** @param period of the traffic's own time */
    ManyHosts(int hosts, Duration period) throws IOException {
        this.hosts = hosts;
        this.period = period.toNanos() / 1_000;
        sample = Traffic.sample();
    }

    /** Writes so many periods to a file. */
    Path write(Path file, int periods) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, periods, period -> {});
        }
        return file;
    }

    /**
     * Writes so many periods as a trace.
     *
     * @param written hears of the end of each period, from 1 on, when its packets have been written
     */
    void write(OutputStream to, int periods, IntConsumer written) throws IOException {
        OutputStream out = new BufferedOutputStream(to, 1 << 20);
        out.write(Traffic.fileHeader());
        for (int i = 0; i < periods; i++) {
            for (int turn = 0; turn < hosts; turn++) {
                long start = START + i * period + turn * period / hosts;
                send(out, start);
                // Neighbours do not follow one another.
                converse((int) (turn * 7919L % hosts), i, start);
                if (turn % HOSTS_PER_COPY == 0) {
                    Traffic.copy(sample, start, turn / HOSTS_PER_COPY % Traffic.NETWORKS, coming);
                }
            }
            out.flush();
            written.accept(i + 1);
        }
        send(out, Long.MAX_VALUE);
        out.flush();
    }

    /** Writes all that comes before this time. */
    private void send(OutputStream out, long time) throws IOException {
        while (!coming.isEmpty() && coming.peek().time() <= time) {
            Traffic.write(out, coming.remove());
        }
    }

    private void converse(int host, int round, long start) {
        int client = HOSTS + host;
        int port = 20_000 + (host + round * 17) % 40_000;
        if (host % SCANNERS == 0) {
            for (int i = 0; i < SCANNED; i++) {
                int target = ELSEWHERE + (host + round * SCANNED + i) % 100_000;
                coming.add(packet(start + i * SCAN_APART, client, target, tcp(port + i, 23, 1, 0, SYN, "")));
            }
        }
        switch (round == 0 ? 0 : (host + round) % KINDS) {
            case 0 -> fetch(client, WEB + host % WEB_SERVERS, port, host, start);
            case 1 -> ask(start, client, NAMES + host % 20, port, 53, dnsQuery(host), dnsReply(host));
            case 2 -> ask(start, client, CLOCKS + host % 5, port, 123, ntp(0x23, start), ntp(0x24, start));
            default -> coming.add(packet(start, client, NOBODY + host % 250, tcp(port, 80, 1, 0, SYN, "")));
        }
    }

    private void fetch(int client, int server, int port, int host, long start) {
        String request = "GET /page" + host + " HTTP/1.1\r\nHost: www" + host % WEB_SERVERS
                + ".example.org\r\nUser-Agent: Reader/1." + host % 50 + "\r\n\r\n";
        String body = "This is page " + host + ".\n";
        String reply = "HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        int asked = 1 + request.length();
        int answered = 1 + reply.length();
        List<Traffic.Packet> packets = new ArrayList<>();
        packets.add(packet(start, client, server, tcp(port, 80, 0, 0, SYN, "")));
        packets.add(packet(start + APART, server, client, tcp(80, port, 0, 1, SYN_ACK, "")));
        packets.add(packet(start + 2 * APART, client, server, tcp(port, 80, 1, 1, ACK, "")));
        packets.add(packet(start + 3 * APART, client, server, tcp(port, 80, 1, 1, ACK, request)));
        packets.add(packet(start + 4 * APART, server, client, tcp(80, port, 1, asked, ACK, reply)));
        packets.add(packet(start + 5 * APART, client, server, tcp(port, 80, asked, answered, FIN_ACK, "")));
        packets.add(packet(start + 6 * APART, server, client, tcp(80, port, answered, asked + 1, FIN_ACK, "")));
        packets.add(packet(start + 7 * APART, client, server, tcp(port, 80, asked + 1, answered + 1, ACK, "")));
        coming.addAll(packets);
    }

    private void ask(long start, int client, int server, int port, int service, byte[] question, byte[] answer) {
        coming.add(packet(start, client, server, udp(port, service, question)));
        coming.add(packet(start + APART, server, client, udp(service, port, answer)));
    }

    private static byte[] dnsQuery(int host) {
        byte[] name = ("host" + host).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(12 + 1 + name.length + 13 + 4)
                .putShort((short) host)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .put((byte) name.length)
                .put(name)
                .put(new byte[] {7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 3, 'o', 'r', 'g', 0})
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
    }

    private static byte[] dnsReply(int host) {
        byte[] question = dnsQuery(host);
        ByteBuffer reply = ByteBuffer.allocate(question.length + 16)
                .put(question)
                .putShort((short) 0xc00c)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(300)
                .putShort((short) 4)
                .putInt(HOSTS + host);
        return reply.putShort(2, (short) 0x8180).putShort(6, (short) 1).array();
    }

    private static byte[] ntp(int first, long time) {
        return ByteBuffer.allocate(48)
                .put((byte) first)
                .put((byte) 2)
                .putLong(40, (time / 1_000_000 + 2_208_988_800L) << 32)
                .array();
    }

    private static byte[] tcp(int from, int to, int sequence, int acknowledged, int flags, String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + 20 + payload.length)
                .put((byte) TCP)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(sequence)
                .putInt(acknowledged)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload)
                .array();
    }

    private static byte[] udp(int from, int to, byte[] payload) {
        return ByteBuffer.allocate(1 + 8 + payload.length)
                .put((byte) UDP)
                .putShort((short) from)
                .putShort((short) to)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    /** @param segment the protocol's number and, behind it, header and payload */
    private static Traffic.Packet packet(long time, int from, int to, byte[] segment) {
        int length = 20 + segment.length - 1;
        ByteBuffer frame = ByteBuffer.allocate(14 + length)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(0x0200_0000_0001_0200L)
                .putInt(2)
                .putShort((short) 0x0800)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) length)
                .putInt(0)
                .put((byte) 64)
                .put(segment[0])
                .putShort((short) 0)
                .putInt(from)
                .putInt(to)
                .put(segment, 1, segment.length - 1);
        return new Traffic.Packet(time, frame.array());
    }

    private static int ip(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }
}
