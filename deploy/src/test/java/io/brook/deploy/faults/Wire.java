package io.brook.deploy.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The network between a broker and everybody else. When it is cut nothing comes through and nobody is told, neither those who
 * are connected nor those who would be.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket near;
    private final int far;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private boolean cut;

    /** Leads from a port to another one, both of this machine. */
    Wire(int from, int to) throws IOException {
        near = new ServerSocket(from, 100, InetAddress.getByName("127.0.0.1"));
        far = to;
        threads.execute(this::accept);
    }

    synchronized void cut() {
        cut = true;
    }

    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitMended() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket client = near.accept();
                sockets.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                // It is closed.
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitMended();
            Socket broker = new Socket();
            sockets.add(broker);
            broker.connect(new InetSocketAddress("127.0.0.1", far));
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            threads.execute(() -> carry(client, broker));
            carry(broker, client);
        } catch (IOException e) {
            hangUp(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitMended();
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has hung up; so does the other one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp(from);
        hangUp(to);
    }

    private void hangUp(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone anyway.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        threads.shutdownNow();
        sockets.forEach(this::hangUp);
    }
}
