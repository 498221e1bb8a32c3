package io.brook.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes share an interface by the kernel's fan-out. */
class FanoutTest {
    private static final int FLOWS = 40;
    private static final int EXCHANGES = 5;
    private static final int PATIENCE_S = 30;

    /** Answers whatever comes. */
    private static final String ECHO = """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('10.9.0.2', 7))
            print('serving', flush=True)
            while True:
                data, peer = s.recvfrom(65536)
                s.sendto(data, peer)
            """;

    /** Datagrams so large that they travel in fragments, which have no ports but the first. */
    private static final String ASK = """
            import socket
            sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(%d)]
            for _ in range(%d):
                for s in sockets:
                    s.settimeout(5)
                    s.sendto(b'x' * 4000, ('10.9.0.2', 7))
                    s.recv(65536)
            """;

    @TempDir
    private Path directory;

    @Test
    void bothDirectionsOfAFlowMeetInOneProcess() throws Exception {
        try (Namespaces network = Namespaces.make("python3")) {
            Path served = directory.resolve("echo.txt");
            network.onServer(served, "python3", "-c", ECHO);
            until(() -> text(served).contains("serving"));
            Process[] probes = {probe(network, "one"), probe(network, "two")};
            until(() -> text("one").contains("ready") && text("two").contains("ready"));

            Process client =
                    network.onClient(directory.resolve("ask.txt"), "python3", "-c", ASK.formatted(FLOWS, EXCHANGES));
            assertThat(client.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            for (Process probe : probes) {
                probe.getOutputStream().write('\n');
                probe.getOutputStream().flush();
            }
            until(() -> text("one").contains("end") && text("two").contains("end"));

            Map<String, Integer> one = flows("one");
            Map<String, Integer> two = flows("two");
            assertThat(one).as("a share").isNotEmpty();
            assertThat(two).as("a share").isNotEmpty();
            Set<String> both = new HashSet<>(one.keySet());
            both.retainAll(two.keySet());
            assertThat(both).as("flows that are in both").isEmpty();
            one.putAll(two);
            assertThat(one).hasSize(FLOWS);
            assertThat(one.values())
                    .as("both directions, every datagram put together")
                    .containsOnly(2 * EXCHANGES);
        }
    }

    private Process probe(Namespaces network, String name) throws IOException {
        return network.onClient(
                directory.resolve(name + ".txt"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FanoutProbe.class.getName(),
                Namespaces.INTERFACE);
    }

    private Map<String, Integer> flows(String name) {
        Map<String, Integer> flows = new HashMap<>();
        text(name)
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2)
                .forEach(words -> flows.put(words[0], Integer.parseInt(words[1])));
        return flows;
    }

    private String text(String name) {
        return text(directory.resolve(name + ".txt"));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
