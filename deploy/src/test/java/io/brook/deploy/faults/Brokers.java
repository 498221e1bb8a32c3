package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.Kafka;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** Kafka brokers as processes, each its own controller, with Kafka's own settings but for what three of them need. */
final class Brokers implements AutoCloseable {
    private static final String CLUSTER = "QnJvb2tGYXVsdFN1aXRlcw";
    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final int ANSWER_MS = 2_000;

    private final Path directory;
    /** Where clients find the brokers, and where those listen: the same, unless there is a {@link Wire} between. */
    private final List<Integer> advertised = new ArrayList<>();

    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllers = new ArrayList<>();
    private final List<ChildProcess> processes = new ArrayList<>();
    private Wire wire;

    private Brokers(Path directory) {
        this.directory = directory;
    }

    /** Starts so many, and returns when all are there. */
    static Brokers start(int count, Path directory) throws Exception {
        Brokers brokers = new Brokers(directory);
        for (int i = 0; i < count; i++) {
            int port = FreePorts.next();
            brokers.ports.add(port);
            brokers.advertised.add(port);
        }
        brokers.launchAll();
        return brokers;
    }

    /** Starts one behind a wire of its own. */
    static Brokers startBehindWire(Path directory) throws Exception {
        Brokers brokers = new Brokers(directory);
        brokers.ports.add(FreePorts.next());
        brokers.advertised.add(FreePorts.next());
        brokers.wire = new Wire(brokers.advertised.get(0), brokers.ports.get(0));
        brokers.launchAll();
        return brokers;
    }

    private void launchAll() throws Exception {
        for (int i = 0; i < count(); i++) {
            controllers.add(FreePorts.next());
        }
        for (int i = 0; i < count(); i++) {
            format(i);
            processes.add(launch(i));
        }
        awaitAll();
    }

    /** What leads to the one broker. */
    Wire wire() {
        return wire;
    }

    /** As bootstrap.servers. */
    String servers() {
        return advertised.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers());
    }

    int count() {
        return ports.size();
    }

    ChildProcess process(int broker) {
        return processes.get(broker);
    }

    /** kill -9. */
    void kill(int broker) {
        processes.get(broker).kill();
    }

    /** Waits until one has ended by itself, for a reason of its own. */
    void awaitEnd(int broker) {
        assertThat(processes.get(broker).awaitEnd()).isNotZero();
    }

    /** Starts one again on what it had, and returns when all are there. */
    void restart(int broker) throws Exception {
        processes.set(broker, launch(broker));
        awaitAll();
    }

    /** Returns when all are there. */
    void awaitAll() {
        try (Admin admin = Admin.create(client())) {
            assertThat(ChildProcess.until(STARTING, () -> alive(admin) == count()))
                    .as("all brokers are there: %s", processes.get(0).text())
                    .isTrue();
        }
    }

    private static int alive(Admin admin) {
        try {
            return admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MS))
                    .nodes()
                    .get()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChildProcess launch(int broker) throws IOException {
        Path file = directory.resolve("broker-" + broker + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(broker).store(writer, null);
        }
        return ChildProcess.start(
                "broker " + broker,
                directory.resolve("broker-" + broker + ".txt"),
                Kafka.class,
                List.of(file.toString()));
    }

    private Properties properties(int broker) {
        Properties config = new Properties();
        String host = "127.0.0.1:";
        config.setProperty("process.roles", "broker,controller");
        config.setProperty("node.id", Integer.toString(broker));
        config.setProperty(
                "listeners",
                "PLAINTEXT://" + host + ports.get(broker) + ",CONTROLLER://" + host + controllers.get(broker));
        config.setProperty("advertised.listeners", "PLAINTEXT://" + host + advertised.get(broker));
        config.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.setProperty("controller.listener.names", "CONTROLLER");
        config.setProperty("inter.broker.listener.name", "PLAINTEXT");
        config.setProperty(
                "controller.quorum.voters",
                IntStream.range(0, count())
                        .mapToObj(i -> i + "@" + host + controllers.get(i))
                        .collect(Collectors.joining(",")));
        config.setProperty("log.dirs", data(broker).toString());
        config.setProperty("auto.create.topics.enable", "false");
        // The first member of a group would wait three seconds for others.
        config.setProperty("group.initial.rebalance.delay.ms", "100");
        // 128 MB of heap by default.
        config.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // Kafka's own topics: 50 partitions each take a small machine longer to move than the faults do.
        config.setProperty("offsets.topic.num.partitions", "3");
        config.setProperty("transaction.state.log.num.partitions", "3");
        if (count() < 3) {
            config.setProperty("offsets.topic.replication.factor", "1");
            config.setProperty("transaction.state.log.replication.factor", "1");
            config.setProperty("transaction.state.log.min.isr", "1");
        }
        return config;
    }

    /** Where a broker keeps its records. */
    static Path data(Path directory, int broker) {
        return directory.resolve("data-" + broker);
    }

    private Path data(int broker) {
        return data(directory, broker);
    }

    private void format(int broker) throws Exception {
        new Formatter()
                .setNodeId(broker)
                .setClusterId(CLUSTER)
                .addDirectory(data(broker).toString())
                .setMetadataLogDirectory(data(broker).toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    @Override
    public void close() throws IOException {
        processes.forEach(ChildProcess::close);
        if (wire != null) {
            wire.close();
        }
    }
}
