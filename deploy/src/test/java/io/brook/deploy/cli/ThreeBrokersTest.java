package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import io.brook.deploy.Samples;
import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with three brokers of the shell's own goes on when one of them is killed, and cron brings that one back. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreeBrokersTest {
    private static final int MEGABYTES = 256;
    private static final int NODES = 8;
    private static final int CONNECTIONS = 63;
    private static final int BROKERS = 3;
    private static final Pattern PID = Pattern.compile("broker-2 .* (\\d+) +\\d{4}-");

    @TempDir
    private Path base;

    private String servers;
    private List<String> brook;

    @BeforeEach
    void layOut() throws IOException {
        brook = ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of());
        System.setProperty(Launcher.OVERRIDE, String.join(" ", brook));
        int port = FreePorts.row(2 * BROKERS);
        servers = "localhost:" + port + ",localhost:" + (port + 2) + ",localhost:" + (port + 4);
        Path etc = Files.createDirectory(base.resolve("etc"));
        Files.writeString(etc.resolve("node.cfg"), """
                [broker-3]
                type=broker
                port=%d
                [broker-1]
                type=broker
                port=%d
                [broker-2]
                type=broker
                port=%d
                [manager]
                type=manager
                [proxy-1]
                type=proxy
                [worker-1]
                type=worker
                """.formatted(port + 4, port, port + 2));
        Files.writeString(
                etc.resolve("cluster.cfg"),
                "MetricsPort = " + FreePorts.row(NODES)
                        + "\nMinDiskSpace = 0\nCrashRestartPause = 0\nLogRotationInterval = 0\n");
    }

    @AfterEach
    void stop() {
        ctl("stop");
        System.clearProperty(Launcher.OVERRIDE);
    }

    @Test
    void goesOnWithTwoOfThem() throws Exception {
        ctl("install");
        Cli start = ctl("start");
        assertThat(start.status())
                .as(start.out() + start.err() + ctl("diag").out())
                .isZero();
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            everythingHasThreeCopies(admin);
            ProcessHandle broker = ProcessHandle.of(pid()).orElseThrow();
            broker.destroyForcibly();
            broker.onExit().get(30, TimeUnit.SECONDS);
            assertThat(ctl("status", "brokers").out()).contains("crashed").contains("running");

            capture();
            Path log = base.resolve("logs/current/conn.log");
            Awaiting.until(
                    () -> connections(log) == CONNECTIONS,
                    () -> Awaiting.text(log) + ctl("diag").out());

            Cli cron = ctl("cron");
            assertThat(cron.out()).contains("starting broker-2 (was crashed)");
            Awaiting.until(
                    () -> ctl("status").status() == 0 && inSync(admin),
                    () -> ctl("diag", "brokers").out());
        }
        Cli stop = ctl("stop");
        assertThat(stop.status()).as(stop.out()).isZero();
        aBrokerOfOtherThingsIsRefused();
    }

    private void everythingHasThreeCopies(Admin admin) throws Exception {
        Map<String, TopicDescription> topics = topics(admin);
        assertThat(topics).containsKeys("packets", "log.conn", "__consumer_offsets", "__transaction_state");
        assertThat(topics.values().stream().flatMap(topic -> topic.partitions().stream()))
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(BROKERS));
        List<ConfigResource> resources = topics.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        assertThat(admin.describeConfigs(resources).all().get().values())
                .allSatisfy(config -> assertThat(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                                .value())
                        .isEqualTo("2"));
    }

    private static Map<String, TopicDescription> topics(Admin admin) throws ExecutionException, InterruptedException {
        ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
        return admin.describeTopics(admin.listTopics(all).names().get())
                .allTopicNames()
                .get();
    }

    private static boolean inSync(Admin admin) {
        try {
            return topics(admin).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(TopicPartitionInfo::isr)
                    .allMatch(isr -> isr.size() == BROKERS);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void capture() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(brook);
        command.addAll(
                List.of("capture", "--bootstrap-servers", servers, "--sensor", "office", Samples.OFFICE.toString()));
        Path output = base.resolve("capture.txt");
        Process capture = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(capture.waitFor()).as(Awaiting.text(output)).isZero();
    }

    private static long connections(Path log) {
        return Awaiting.text(log).lines().filter(line -> !line.startsWith("#")).count();
    }

    /** The data of one of three is of no use to a broker that is alone. */
    private void aBrokerOfOtherThingsIsRefused() throws IOException {
        Path layout = base.resolve("etc/node.cfg");
        Files.writeString(
                layout,
                Files.readString(layout)
                        .replaceFirst("(?s)\\[broker-3].*?(?=\\[broker-1])", "")
                        .replaceFirst("(?s)\\[broker-2].*?(?=\\[manager])", ""));
        Cli start = ctl("start", "brokers");
        assertThat(start.status()).isEqualTo(1);
        assertThat(ctl("diag", "broker-1").out())
                .contains("has the data of one of 3 brokers, and there are 1 now", "brook ctl cleanup --all");
    }

    private long pid() {
        String table = ctl("status", "broker-2").out();
        Matcher pid = PID.matcher(table);
        assertThat(pid.find()).as(table).isTrue();
        return Long.parseLong(pid.group(1));
    }

    private Cli ctl(String... words) {
        List<Object> all = new ArrayList<>(List.of("ctl", "--base", base));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }
}
