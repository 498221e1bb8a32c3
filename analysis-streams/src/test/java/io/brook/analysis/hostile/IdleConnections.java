package io.brook.analysis.hostile;

import static io.brook.analysis.hostile.Frame.ACK;
import static io.brook.analysis.hostile.Frame.SYN;
import static io.brook.analysis.hostile.Frame.TCP;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.store.StateSink;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an open connection costs: opens many in one engine, a handshake and a segment each way, and prints how much of the heap
 * each of them holds. Ends with status 1 when that is more than {@link WorkerLimits} reckons with, or a line is wrong.
 *
 * <pre>
 *   java -Xmx2g -cp ... io.brook.analysis.hostile.IdleConnections [connections [server port [saved]]]
 * </pre>
 *
 * <p>On port 80 each connection has a request and its answer, and a session that has followed them; on port 9, unless told otherwise the
 * one taken, it has none. With {@code saved} its engine saves them all, as a worker does, which leaves the snapshots to the changelog.
 */
public final class IdleConnections {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final int STEPS = 5;
    private static final int CLIENT = 0x0a000000;
    private static final int SERVER = 0xc0a80001;
    private static final int DISCARD = 9;
    private static final int HTTP = 80;
    private static final byte[] REQUEST =
            padded("GET /index.html HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: test\r\nX: ", 100);
    private static final byte[] ANSWER =
            padded("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nServer: test\r\nX: ", 200);

    private IdleConnections() {}

    /** Counts the lines that say what happened. */
    private static final class Lines extends CountingEmitter {
        private int right;

        @Override
        public void log(SpecificRecord line) {
            super.log(line);
            boolean isRight = line instanceof ConnLog connection
                    && connection.getConnState().equals("S1")
                    && connection.getHistory().equals("ShADd")
                    && connection.getOrigBytes() == 100
                    && connection.getRespBytes() == 200;
            right += isRight ? 1 : 0;
        }
    }

    /** Counts what is saved. */
    private static final class Saved implements StateSink {
        private long pieces;
        private long bytes;

        @Override
        public void put(byte[] key, byte[] value) {
            pieces++;
            bytes += key.length + value.length;
        }

        @Override
        public void remove(byte[] key) {}
    }

    public static void main(String[] args) {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int port = args.length > 1 ? Integer.parseInt(args[1]) : DISCARD;
        // What the first connection of a process loads, such as classes and schemas, is no connection's.
        boolean isSaved = args.length > 2 && args[2].equals("saved");
        hold(1, port, isSaved, new Lines());
        Lines lines = new Lines();
        double each = hold(connections, port, isSaved, lines) / connections;
        System.out.printf(
                Locale.ROOT,
                "%d connections: %.0f bytes of heap each; %d of %d lines right%n",
                connections,
                each,
                lines.right,
                lines.connections());
        if (each > limit(port) || lines.right != connections) {
            System.exit(1);
        }
    }

    /** Opens connections and ends them. Returns how many bytes of heap they hold together when all of them are open. */
    private static double hold(int connections, int port, boolean isSaved, Lines lines) {
        WorkerLimits limits = new WorkerLimits(connections, 1 << 20);
        AnalysisEngine engine = new AnalysisEngine("idle", true, LocalNetworks.PRIVATE, limits, lines);
        Frame frame = new Frame();
        Saved saved = new Saved();
        if (isSaved) {
            engine.trackChanges();
        }
        double before = Heap.liveMebibytes();
        for (long i = 0; i < (long) connections * STEPS; i++) {
            write(frame.clear(), port, (int) (i % connections), (int) (i / connections));
            engine.packet(LinkType.ETHERNET, frame.bytes(), 0, frame.length(), frame.length(), START + i);
        }
        if (isSaved) {
            engine.save(saved);
            System.out.printf(Locale.ROOT, "%d snapshots of %d bytes each%n", saved.pieces, saved.bytes / saved.pieces);
        }
        double held = (Heap.liveMebibytes() - before) * (1 << 20);
        engine.end(START + (long) connections * STEPS);
        return held;
    }

    /** The beginning of a header, with a field that fills it. */
    private static byte[] padded(String header, int length) {
        String end = "\r\n\r\n";
        return (header + "x".repeat(length - header.length() - end.length()) + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static int limit(int port) {
        return WorkerLimits.BYTES_PER_CONNECTION + (port == HTTP ? WorkerLimits.BYTES_PER_SESSION : 0);
    }

    private static void write(Frame frame, int port, int number, int step) {
        int client = CLIENT + number;
        switch (step) {
            case 0 -> fromClient(frame, port, client, 100, 0, SYN, 0);
            case 1 -> fromServer(frame, port, client, 500, 101, SYN | ACK, 0);
            case 2 -> fromClient(frame, port, client, 101, 501, ACK, 0);
            case 3 -> fromClient(frame, port, client, 101, 501, ACK, REQUEST.length);
            default -> fromServer(frame, port, client, 501, 201, ACK, ANSWER.length);
        }
        if (port == HTTP && step >= 3) {
            byte[] said = step == 3 ? REQUEST : ANSWER;
            System.arraycopy(said, 0, frame.bytes(), frame.length() - said.length, said.length);
        }
    }

    private static void fromClient(
            Frame frame, int port, int client, int sequence, int acknowledgment, int flags, int payload) {
        frame.ethernet(0x0800)
                .ipv4(TCP, client, SERVER, 20 + payload)
                .tcp(1024, port, sequence, acknowledgment, flags, payload);
    }

    private static void fromServer(
            Frame frame, int port, int client, int sequence, int acknowledgment, int flags, int payload) {
        frame.ethernet(0x0800)
                .ipv4(TCP, SERVER, client, 20 + payload)
                .tcp(port, 1024, sequence, acknowledgment, flags, payload);
    }
}
