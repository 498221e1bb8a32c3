package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.schemas.testing.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code brook capture --interface}, beside a cluster, on a link of two namespaces. */
class TapsTest {
    private static final String SERVER = "10.9.0.2";

    @TempDir
    private Path directory;

    private Namespaces network;
    private Node cluster;
    private String brokers;
    private int captures;

    @BeforeEach
    void start() throws Exception {
        network = Namespaces.make("python3", "curl");
        Path served = directory.resolve("servers.txt");
        network.onServer(served, "python3", python(), "serve", SERVER);
        Awaiting.until(() -> Awaiting.text(served).contains("serving"), () -> Awaiting.text(served));
        cluster = Node.onClient(network, directory.resolve("cluster.txt"), LiveCluster.class, logs().toString())
                .await("broker=");
        brokers = cluster.said().replaceFirst("(?s).*broker=(\\S+).*", "$1");
    }

    @AfterEach
    void end() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    private Path logs() {
        return directory.resolve("logs");
    }

    private static String python() {
        return Path.of("src", "test", "resources", "live", "servers.py")
                .toAbsolutePath()
                .toString();
    }

    private Node capture(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("capture", "--bootstrap-servers", brokers, "--sensor", "site", "-C", "--set", "TapTimeout=2"));
        arguments.addAll(List.of(more));
        Path output = directory.resolve("capture" + ++captures + ".txt");
        return Node.onClient(network, output, arguments.toArray(String[]::new)).await("capture is ready");
    }

    /** A mail session that waits, once it has begun, until something is written to it. */
    private Process session(String name) throws Exception {
        Path output = directory.resolve(name + ".txt");
        Process client = network.onClient(output, "python3", python(), "hold", SERVER);
        Awaiting.until(() -> Awaiting.text(output).contains("held"), () -> Awaiting.text(output));
        return client;
    }

    private static void finish(Process session) throws Exception {
        session.getOutputStream().write('\n');
        session.getOutputStream().flush();
        assertThat(session.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }

    private void fetch(String file) throws Exception {
        Process curl = network.onClient(
                directory.resolve("curl.txt"), "curl", "-sS", "--max-time", "60", "ftp://" + SERVER + "/" + file);
        assertThat(curl.waitFor()).isZero();
    }

    private List<Map<String, String>> lines(String log, String service) {
        Path file = logs().resolve(log);
        // The logger may be about to write its first lines.
        return Awaiting.text(file).contains("\n#types\t")
                ? Logs.lines(file).stream()
                        .filter(line -> line.getOrDefault("service", service).equals(service))
                        .toList()
                : List.of();
    }

    private void await(String log, String service, int count) throws InterruptedException {
        Awaiting.until(
                () -> lines(log, service).size() >= count,
                () -> log + " has " + lines(log, service) + "; " + Awaiting.text(directory.resolve("capture1.txt"))
                        + Awaiting.text(directory.resolve("cluster.txt")));
    }

    @Test
    void aConnectionGoesOnWithTheNextCapture() throws Exception {
        Node first = capture("--interface", Namespaces.INTERFACE);
        Process session = session("session");
        assertThat(first.end()).as(first.said()).isZero();
        assertThat(first.said()).contains("dropped 0 in the kernel, 0 in the interface, 0 for lack of buffer");
        capture("--interface", Namespaces.INTERFACE);
        finish(session);

        await("conn.log", "smtp", 1);
        assertThat(lines("conn.log", "smtp")).singleElement().satisfies(line -> {
            assertThat(line.get("conn_state")).isEqualTo("SF");
            assertThat(line.get("missed_bytes")).isEqualTo("0");
        });
        // Each says at its end what it has done.
        await("stats.log", "", 1);
        assertThat(lines("stats.log", "").get(0)).containsEntry("pkts_dropped", "0");
        await("capture_loss.log", "", 1);
        assertThat(lines("capture_loss.log", "").get(0)).containsEntry("peer", "site");
    }

    @Test
    void connectionsAreClosedWhenItIsToldTo() throws Exception {
        // Of two interfaces, of which one has nothing to say.
        Node capture = capture(
                "--interface",
                Namespaces.INTERFACE,
                "--interface",
                "lo",
                "--filter",
                "net 10.9.0.0/24",
                "--close-on-exit");
        Process session = session("session");
        assertThat(capture.end()).as(capture.said()).isZero();
        await("conn.log", "smtp", 1);
        assertThat(lines("conn.log", "smtp"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("conn_state")).isEqualTo("S1"));
        // The sensor goes on, though nobody was there when the session ended.
        finish(session);
        capture("--interface", Namespaces.INTERFACE);
        fetch("fox.txt");
        await("conn.log", "ftp", 1);
    }

    /** What a capture says at its end: packets captured, published, and dropped for lack of buffer. */
    private static long[] figures(Node capture) {
        Matcher said = Pattern.compile(
                        "captured ([0-9,]+) packets .*, published ([0-9,]+), .* ([0-9,]+) for lack of buffer")
                .matcher(capture.said());
        assertThat(said.find()).as(capture.said()).isTrue();
        return IntStream.rangeClosed(1, 3)
                .mapToLong(i -> Long.parseLong(said.group(i).replace(",", "")))
                .toArray();
    }

    @Test
    void whatKafkaHasNoTimeForIsCounted() throws Exception {
        Node capture = capture("--interface", Namespaces.INTERFACE, "--set", "CaptureBuffer=1");
        cluster.signal("STOP");
        fetch("large");
        cluster.signal("CONT");
        assertThat(capture.end()).as(capture.said()).isZero();

        long[] figures = figures(capture);
        assertThat(figures[2]).as(capture.said()).isPositive();
        assertThat(figures[1] + figures[2]).as(capture.said()).isEqualTo(figures[0]);
    }

    @Test
    void whatKafkaHasNoTimeForWaitsInAFileWhereOneIsGiven() throws Exception {
        Path file = directory.resolve("overflow");
        Node capture = capture(
                "--interface",
                Namespaces.INTERFACE,
                "--set",
                "CaptureBuffer=1",
                "--set",
                "CaptureOverflowFile=" + file);
        cluster.signal("STOP");
        fetch("large");
        assertThat(Files.size(file)).as("waits").isPositive();
        cluster.signal("CONT");
        assertThat(capture.end()).as(capture.said()).isZero();

        long[] figures = figures(capture);
        assertThat(figures[2]).as(capture.said()).isZero();
        assertThat(figures[1]).as(capture.said()).isEqualTo(figures[0]);
        assertThat(file).doesNotExist();
    }

    @Test
    void aNameThatIsTakenIsRefused() throws Exception {
        Node one = capture("--interface", Namespaces.INTERFACE, "--tap", "one");
        Node other = Node.onClient(
                network,
                directory.resolve("other.txt"),
                "capture",
                "--bootstrap-servers",
                brokers,
                "--sensor",
                "site",
                "--interface",
                Namespaces.INTERFACE,
                "--tap",
                "one");
        assertThat(other.awaitEnd()).isNotZero();
        assertThat(other.said()).contains("tap one of sensor site belongs to another capture");
        fetch("fox.txt");
        await("conn.log", "ftp", 1);
        assertThat(one.end()).as(one.said()).isZero();
    }

    @Test
    void aTapThatDiesHoldsUpNobody() throws Exception {
        capture("--interface", Namespaces.INTERFACE, "--tap", "one");
        Node other = capture("--interface", "lo", "--filter", "port 9", "--tap", "other");
        fetch("fox.txt");
        await("conn.log", "ftp", 1);
        other.kill();
        fetch("fox.txt");
        await("conn.log", "ftp", 2);
    }
}
