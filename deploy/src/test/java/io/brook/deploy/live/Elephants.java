package io.brook.deploy.live;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Large transfers side by side, on which all sorts of things go wrong: one of a protocol that nobody knows, one whose beginning was
 * not seen, and a download over HTTP. At the end the first one's ports are used again, to speak HTTP.
 */
final class Elephants {
    private static final long START = 1_700_000_000_000_000L;
    private static final int PIECE = 1000;
    private static final int DOWNLOAD = 400_000;

    private final Random random = new Random(5);
    private final List<byte[]> frames = new ArrayList<>();
    private final Talk unknown = new Talk("10.0.0.1", 40_001, 5001);
    private final Talk partial = new Talk("10.0.0.2", 40_002, 8443);
    private final Talk download = new Talk("10.0.0.3", 40_003, 80);

    /** A client and a server. */
    private final class Talk {
        private static final String SERVER = "10.0.1.1";

        private final String client;
        private final int clientPort;
        private final int serverPort;
        private long clientNext = 1000;
        private long serverNext = 0xffff_0000L;

        Talk(String client, int clientPort, int serverPort) {
            this.client = client;
            this.clientPort = clientPort;
            this.serverPort = serverPort;
        }

        PacketBuilder fromClient(int flags, long sequence) {
            return PacketBuilder.tcp(client, clientPort, SERVER, serverPort)
                    .flags(flags)
                    .sequence(sequence)
                    .acknowledgment((flags & ACK) == 0 ? 0 : serverNext);
        }

        PacketBuilder fromServer(int flags, long sequence) {
            return PacketBuilder.tcp(SERVER, serverPort, client, clientPort)
                    .flags(flags)
                    .sequence(sequence)
                    .acknowledgment(clientNext);
        }

        void open() {
            send(fromClient(SYN, clientNext++));
            send(fromServer(SYN | ACK, serverNext++));
            send(fromClient(ACK, clientNext));
        }

        void close() {
            send(fromServer(FIN | ACK, serverNext++));
            send(fromClient(FIN | ACK, clientNext++));
            send(fromServer(ACK, serverNext));
        }

        void asks(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            send(fromClient(ACK, clientNext).payload(bytes));
            clientNext += bytes.length;
            send(fromServer(ACK, serverNext));
        }

        void answers(byte[] bytes) {
            send(fromServer(ACK, serverNext).payload(bytes));
            serverNext += bytes.length;
            send(fromClient(ACK, clientNext));
        }

        /** A piece, which now and then is lost, damaged, late or sent again. */
        void piece() {
            byte[] bytes = new byte[PIECE];
            random.nextBytes(bytes);
            PacketBuilder piece = fromServer(ACK, serverNext).payload(bytes);
            serverNext += PIECE;
            switch (random.nextInt(60)) {
                case 0 -> send(fromClient(ACK, clientNext));
                case 1 -> {
                    send(fromClient(ACK, clientNext));
                    send(piece);
                }
                case 2 -> {
                    send(piece);
                    send(piece);
                }
                case 3 -> {
                    send(fromServer(ACK, serverNext - PIECE).payload(bytes).badChecksum());
                    send(piece);
                }
                case 4 -> {
                    send(piece);
                    send(fromClient(ACK, clientNext).window(0));
                }
                default -> send(piece);
            }
            if (random.nextInt(3) == 0) {
                send(fromClient(ACK, clientNext));
            }
        }
    }

    private void send(PacketBuilder packet) {
        frames.add(packet.ethernet());
    }

    /** The traffic in so many pcap files. */
    List<byte[]> files(int count, int pieces) {
        unknown.open();
        download.open();
        download.asks("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        download.answers(
                ("HTTP/1.1 200 OK\r\nContent-Length: " + DOWNLOAD + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] contents = new byte[DOWNLOAD];
        random.nextBytes(contents);
        for (int i = 0; i < pieces; i++) {
            unknown.piece();
            partial.piece();
            if (i * PIECE < DOWNLOAD) {
                download.answers(Arrays.copyOfRange(contents, i * PIECE, (i + 1) * PIECE));
            }
        }
        unknown.close();
        download.close();
        Talk again = new Talk("10.0.0.1", 40_001, 5001);
        again.clientNext = 77_000_000;
        again.serverNext = 99_000_000;
        again.open();
        again.asks("GET /small HTTP/1.1\r\nHost: b\r\n\r\n");
        again.answers("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
        again.close();
        List<byte[]> files = new ArrayList<>();
        int each = (frames.size() + count - 1) / count;
        for (int from = 0; from < frames.size(); from += each) {
            files.add(pcap(from, Math.min(frames.size(), from + each)));
        }
        return files;
    }

    int packets() {
        return frames.size();
    }

    /** A millisecond from one packet to the next. */
    private byte[] pcap(int from, int to) {
        int size = 24
                + frames.subList(from, to).stream()
                        .mapToInt(frame -> 16 + frame.length)
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        for (int i = from; i < to; i++) {
            long time = START + i * 1000L;
            byte[] frame = frames.get(i);
            out.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000));
            out.putInt(frame.length).putInt(frame.length).put(frame);
        }
        return out.array();
    }
}
