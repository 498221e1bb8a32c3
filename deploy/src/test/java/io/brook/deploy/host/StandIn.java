package io.brook.deploy.host;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands for a node where there are more of them than the machine can run: it has a node's health port. */
final class StandIn {
    private static final int OK = 200;
    private static final int NO_BODY = -1;
    private static final String ADDRESS = "MetricsAddress=";

    private StandIn() {}

    /** @param args the arguments of the command of brook that it stands for */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        int port = words.contains("broker")
                ? port(words.get(words.indexOf("--metrics") + 1))
                : words.stream()
                        .filter(word -> word.startsWith(ADDRESS))
                        .mapToInt(StandIn::port)
                        .findFirst()
                        .orElseThrow();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(OK, NO_BODY);
            exchange.close();
        });
        server.start();
        new CountDownLatch(1).await();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
