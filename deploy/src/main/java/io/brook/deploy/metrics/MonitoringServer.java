package io.brook.deploy.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} as Prometheus reads it, {@code /health/live} (200 as long as the process can go on, else 503) and
 * {@code /health/ready} (200 while it does its work, else 503).
 */
public final class MonitoringServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    /** Prometheus' text format. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    /** A client that does not read the answer blocks one of them. */
    private static final int THREADS = 4;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "brook-monitoring");
        thread.setDaemon(true);
        return thread;
    });

    private record Answer(int status, String type, String text) {}

    private MonitoringServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts listening.
     *
     * @param address where; the system chooses a port for 0
     * @throws IOException when the port is taken, or there is no such address
     */
    public static MonitoringServer open(InetSocketAddress address, Monitor monitor) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("no such host");
        }
        MonitoringServer opened = new MonitoringServer(HttpServer.create(address, 0));
        opened.server.setExecutor(opened.threads);
        opened.serve("/", () -> new Answer(NOT_FOUND, TEXT, "there are /metrics, /health/live and /health/ready\n"));
        opened.serve("/metrics", () -> new Answer(OK, PROMETHEUS, monitor.scrape()));
        opened.serve("/health/live", () -> live(monitor.health()));
        opened.serve("/health/ready", () -> ready(monitor.health()));
        opened.server.start();
        return opened;
    }

    private static Answer live(Health health) {
        return health.failure()
                .map(cause -> new Answer(UNAVAILABLE, TEXT, cause + "\n"))
                .orElseGet(() -> new Answer(OK, TEXT, "live\n"));
    }

    private static Answer ready(Health health) {
        return health.isReady() ? new Answer(OK, TEXT, "ready\n") : new Answer(UNAVAILABLE, TEXT, "not ready\n");
    }

    /** A context of the JDK's server is a prefix; here the whole path must match. */
    private void serve(String path, Supplier<Answer> answers) {
        server.createContext(path, exchange -> {
            String asked = exchange.getRequestURI().getPath();
            if (!METHODS.contains(exchange.getRequestMethod())) {
                send(exchange, new Answer(WRONG_METHOD, TEXT, "only GET\n"));
            } else if (!asked.equals(path) && !path.equals("/")) {
                send(exchange, new Answer(NOT_FOUND, TEXT, "no such path\n"));
            } else {
                send(exchange, answers.get());
            }
        });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** The same as host:port, with the address as a number. */
    public String hostAndPort() {
        String host = address().getAddress().getHostAddress();
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + address().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
