package io.brook.deploy.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes connections on, and what they carry a while later: a network that is that long, where the system has none to offer. What comes
 * together stays together, so that the rate is not limited. The connection itself takes a round trip as well.
 */
final class DelayRelay {
    private static final int PIECE = 65_536;

    private final long delayNs;

    private DelayRelay(int milliseconds) {
        delayNs = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    /** A part of what a connection carries; empty at its end. */
    private record Piece(byte[] bytes, long due) {}

    /** @param args the delay in ms for each direction, the first port, and the addresses (HOST:PORT) that ports from there on lead to */
    public static void main(String[] args) throws IOException {
        DelayRelay relay = new DelayRelay(Integer.parseInt(args[0]));
        for (int i = 2; i < args.length; i++) {
            String[] target = args[i].split(":");
            ServerSocket server =
                    new ServerSocket(Integer.parseInt(args[1]) + i - 2, 0, InetAddress.getLoopbackAddress());
            thread(() -> {
                while (true) {
                    Socket client = server.accept();
                    thread(() -> relay.connect(client, target[0], Integer.parseInt(target[1])));
                }
            });
        }
        System.out.println("ready");
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void thread(Work work) {
        new Thread(() -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // The connection is over; its ends notice.
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
    }

    private void connect(Socket client, String host, int port) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(2 * delayNs);
        Socket server = new Socket(host, port);
        for (Socket each : new Socket[] {client, server}) {
            each.setTcpNoDelay(true);
        }
        pass(client, server);
        pass(server, client);
    }

    private void pass(Socket from, Socket to) {
        BlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        thread(() -> {
            InputStream in = from.getInputStream();
            byte[] piece = new byte[PIECE];
            int read = 0;
            while (read >= 0) {
                read = in.read(piece);
                way.add(new Piece(Arrays.copyOf(piece, Math.max(0, read)), System.nanoTime() + delayNs));
            }
        });
        thread(() -> {
            OutputStream out = to.getOutputStream();
            Piece piece = way.take();
            while (piece.bytes().length > 0) {
                TimeUnit.NANOSECONDS.sleep(piece.due() - System.nanoTime());
                out.write(piece.bytes());
                piece = way.take();
            }
            to.shutdownOutput();
        });
    }
}
