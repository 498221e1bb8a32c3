package io.brook.deploy.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server and a receiver of webhooks that can be made to keep somebody waiting for an answer. */
final class Receivers implements AutoCloseable {
    private static final int TRY_AGAIN = 451;
    private static final int UNAVAILABLE = 503;

    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Hold> hold = new AtomicReference<>();
    private final SMTPServer smtp;
    private final HttpServer http;

    /** Where the next one has to wait. */
    enum Where {
        MAIL,
        WEBHOOK
    }

    /** The next one that comes there waits until it is let go, and has come in vain. */
    static final class Hold {
        private final Where where;
        private boolean isThere;
        private boolean isOver;

        private Hold(Where where) {
            this.where = where;
        }

        synchronized boolean isThere() {
            return isThere;
        }

        synchronized void letGo() {
            isOver = true;
            notifyAll();
        }

        private synchronized void await() {
            isThere = true;
            try {
                while (!isOver) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Receivers() throws IOException {
        smtp = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> {
                    if (waits(Where.MAIL)) {
                        throw new RejectException(TRY_AGAIN, "come again");
                    }
                    mails.add(new String(data, StandardCharsets.UTF_8));
                })
                .build();
        smtp.start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", this::take);
        http.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isVain = waits(Where.WEBHOOK);
        if (!isVain) {
            posts.add(body);
        }
        exchange.sendResponseHeaders(isVain ? UNAVAILABLE : 200, -1);
        exchange.close();
    }

    private boolean waits(Where where) {
        Hold now = hold.get();
        if (now == null || now.where != where || !hold.compareAndSet(now, null)) {
            return false;
        }
        now.await();
        return true;
    }

    /** Has the next one wait. */
    Hold holdNext(Where where) {
        Hold next = new Hold(where);
        hold.set(next);
        return next;
    }

    int mailPort() {
        return smtp.getPortAllocated();
    }

    String webhook() {
        return "http://localhost:" + http.getAddress().getPort() + "/hook";
    }

    /** What was taken. */
    List<String> mails() {
        return mails;
    }

    List<String> posts() {
        return posts;
    }

    @Override
    public void close() {
        smtp.stop();
        http.stop(0);
    }
}
