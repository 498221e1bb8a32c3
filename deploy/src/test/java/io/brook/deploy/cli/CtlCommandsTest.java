package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brook.deploy.ChildJava;
import io.brook.deploy.Samples;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Reader;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.live.Awaiting;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.status.Heartbeat;
import io.brook.deploy.status.ProcessIdentity;
import io.brook.deploy.status.Reports;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of the shell say of nodes that report to a real broker. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CtlCommandsTest {
    private static final int CAPTURE_MB = 200;

    private static final int PACKETS = 100_000;
    private static final int BYTES = 12_500_000;
    private static final int LOST = 7;

    private static EmbeddedBroker broker;

    @TempDir
    private Path base;

    private final List<AutoCloseable> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        assertThat(Cli.run("topics", "create", "--partitions", 2, "--bootstrap-servers", servers())
                        .status())
                .isZero();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(etc().resolve("policy"));
        Files.writeString(etc().resolve("node.cfg"), """
                [manager]
                type=manager
                [proxy-1]
                type=proxy
                [worker-1]
                type=worker
                interface=eth7
                """);
        Files.writeString(etc().resolve("networks.cfg"), "192.0.2.0/24 ours\n");
        settings("MailTo = soc@example.org\n");
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : nodes) {
            each.close();
        }
    }

    @Test
    void capturesAreMeasured() throws Exception {
        AtomicLong beats = new AtomicLong();
        node(
                "capture",
                "worker-1-capture",
                Map.of(),
                monitor -> monitor.add(into -> {
                    long beat = beats.incrementAndGet();
                    into.put(Measure.CAPTURE_LINK, beat * PACKETS);
                    into.put(Measure.CAPTURE_DROPPED, LOST, "kernel");
                    into.put(Measure.CAPTURE_BYTES, beat * BYTES);
                }));

        Cli load = ctl("capstats", "worker-1", "2");
        assertThat(load.status()).as(load.err()).isZero();
        Matcher row = Pattern.compile("localhost/eth7 +([\\d.]+) +([\\d.]+) +([\\d.]+)\n")
                .matcher(load.out());
        assertThat(row.find()).as(load.out()).isTrue();
        assertThat(Double.parseDouble(row.group(1))).isCloseTo(100, within(50.0));
        assertThat(Double.parseDouble(row.group(2)) / Double.parseDouble(row.group(1)))
                .isCloseTo(1, within(0.01));
        assertThat(Double.parseDouble(row.group(3))).isBetween(2.0, 4.5);
        assertThat(load.out()).containsPattern("Total +" + row.group(1) + " +" + row.group(2));
        assertThat(ctl("capstats", "2", "3").err()).contains("capstats takes one number of seconds");

        assertThat(ctl("netstats").out())
                .matches("worker-1-capture: \\d+\\.\\d{6} recvd=\\d+93 dropped=7 link=\\d+00\n");
        assertThat(ctl("netstats", "--json").out()).contains("\"dropped\":\"7\"");
        assertThat(ctl("netstats", "manager").out()).isEmpty();
    }

    @Test
    void whoIsSilentIsSaid() {
        Cli silent = ctl("netstats");
        assertThat(silent.status()).isEqualTo(1);
        assertThat(silent.err()).contains("worker-1-capture does not report");
        assertThat(ctl("print", "CommitInterval", "worker-1").status()).isEqualTo(1);
    }

    @Test
    void valuesInNodesAreShown() throws Exception {
        node(
                "worker",
                "worker-1",
                Map.of("CommitInterval", "77"),
                monitor -> monitor.add(into -> into.put(Measure.WORKER_LINES, 5, "conn")));
        node("state-sync", "proxy-1", Map.of(), monitor -> {});

        Cli set = ctl("print", "commitinterval", "worker-1", "proxies");
        assertThat(set.out().lines())
                .as(set.err())
                .first()
                .isEqualTo("     proxy-1   CommitInterval = " + standard("CommitInterval"));
        assertThat(set.out()).contains("    worker-1   CommitInterval = 77\n");
        assertThat(ctl("print", "brook_worker_lines_total", "worker-1").out())
                .isEqualTo("    worker-1   brook_worker_lines_total{log=\"conn\"} = 5\n");
        assertThat(ctl("print", "NoSuchThing", "worker-1").err())
                .contains("NoSuchThing is no setting, metric or table");

        KnownHostsLog host = new KnownHostsLog(new LogMeta("worker-1", 1000L), 1000L, "192.0.2.9");
        try (KafkaProducer<SubjectKey, KnownHostsLog> producer = new KafkaProducer<>(
                broker.clientConfig(),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(KnownHostsLog.class).serializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.KNOWN_HOSTS.name(), 1, new SubjectKey("worker-1", "192.0.2.9"), host))
                    .get();
        }
        assertThat(ctl("print", "known-hosts", "--json").out()).contains("192.0.2.9");
    }

    @Test
    void nodesSayWhatTheyLoad() throws IOException {
        Files.writeString(etc().resolve("policy/local.yaml"), "notices: {ignore: [A::B]}\n");
        Files.writeString(etc().resolve("policy/local-manager.yaml"), "notices: {}\n");
        assertThat(ctl("scripts").err()).contains("nothing is installed yet");
        ctl("install");
        settings("analysis.disabled = http\nDisabledDetections = Scan::Port_Scan\n");

        assertThat(ctl("scripts", "manager").out().lines().map(line -> line.split(" +")[2]))
                .containsExactly("Name", "brook.cfg", "local.yaml", "local-manager.yaml", "networks.cfg");
        String installed = ctl("scripts", "worker-1").out();
        assertThat(installed).containsPattern("analyzer +http\n").containsPattern("detection +Scan::Port_Scan\n");
        String edited = ctl("scripts", "-c", "-p", "worker-1").out();
        assertThat(edited)
                .contains(etc().resolve("policy/local.yaml").toString())
                .doesNotContainPattern("analyzer +http\n")
                .doesNotContain("Scan::Port_Scan");
    }

    @Test
    void aChangedFileNeedsARestart() throws Exception {
        ctl("install");
        Path networks = base.resolve("spool/installed/networks.cfg");
        Map<String, String> chosen = ConfigReader.read(
                        Reader.WORKER,
                        base.resolve("spool/installed/brook.cfg"),
                        List.of(
                                "NodeName=worker-1",
                                "MetricsAddress=127.0.0.1:9994",
                                "LocalNetsCfg=" + networks,
                                "PolicyDir=" + base.resolve("spool/installed/policy")))
                .chosen();
        // As one that has any policy already.
        node("worker", "worker-1", chosen, monitor -> monitor.add(into -> into.put(Measure.POLICY, Integer.MAX_VALUE)));
        assertThat(ctl("update", "worker-1").status()).isZero();

        Files.writeString(etc().resolve("networks.cfg"), "198.51.100.0/24 ours\n");
        assertThat(ctl("update", "worker-1").status()).as("not installed").isZero();
        ctl("install");
        Cli update = ctl("update", "worker-1");
        assertThat(update.status()).isEqualTo(1);
        assertThat(update.out())
                .endsWith("worker-1 needs a restart: what is in the file of LocalNetsCfg, " + networks
                        + ", has changed since it was started\n");
    }

    @Test
    void whatIsInstalledIsTakenOverOrNeedsARestart() throws Exception {
        ctl("install");
        node(
                "worker",
                "worker-1",
                Map.of(
                        "analysis.disabled",
                        "ftp",
                        "NodeName",
                        "worker-1",
                        "MetricsAddress",
                        "127.0.0.1:9994",
                        "LocalNetsCfg",
                        base.resolve("spool/installed/networks.cfg").toString(),
                        "PolicyDir",
                        base.resolve("spool/installed/policy").toString(),
                        "BootstrapServers",
                        servers()),
                monitor -> {});
        settings("analysis.disabled = http\nCommitInterval = 88\n");
        Files.writeString(etc().resolve("policy/local.yaml"), "notices: {ignore: [A::B]}\n");
        ctl("install");

        Cli update = ctl("update");
        assertThat(update.status()).as(update.out() + update.err()).isEqualTo(1);
        assertThat(update.out().lines())
                .contains(
                        "http is not analysed from the next connection on",
                        "ftp is analysed from the next connection on",
                        "worker-1 needs a restart: CommitInterval is at its default, and will be 88")
                .anyMatch(line -> line.matches("version \\d+ is applied"))
                .noneMatch(line -> line.contains("NodeName") || line.contains("PolicyDir"));
        assertThat(ctl("analysis", "list").out())
                .containsPattern("http +disabled")
                .containsPattern("ftp +enabled");
        assertThat(ctl("analysis", "list", "--json").out()).contains("{\"type\":\"http\",\"state\":\"disabled\"}");
        assertThat(ctl("update", "manager").out()).isEqualTo("the policy is the one that was applied last\n");
    }

    @Test
    void aTraceIsProcessedAsTheClusterWould() throws IOException {
        settings("analysis.disabled = dns\nMailTo = soc@example.org\n");
        ctl("install");
        Cli process = ctl("process", Samples.OFFICE, "--quiet", "--threads", 2);
        Path logs = base.resolve("spool/process");
        assertThat(process.status()).as(process.err()).isZero();
        assertThat(process.out()).endsWith("### logs in " + logs + "\n");
        assertThat(logs.resolve("conn.log")).content().contains("#path\tconn");
        assertThat(logs.resolve("dns.log")).doesNotExist();
        Files.writeString(
                etc().resolve("node.cfg"),
                "[m]\ntype=manager\n[p]\ntype=proxy\n[w]\ntype=worker\nlb_procs=4\npin_cpus=0,1,2\n");
        Cli pinned = ctl("process", base.resolve("no.pcap"));
        assertThat(pinned.out()).contains(" --threads 3 ");
        Cli missing = ctl("process", base.resolve("no.pcap"));
        assertThat(missing.status()).isEqualTo(1);
    }

    @Test
    void recentPacketsAreSaved() throws Exception {
        capture("worker-1");
        Path trace = base.resolve("spool/worker-1-capture/trace.pcapng");

        Cli old = ctl("traces", "--last", Integer.MAX_VALUE, "worker-1");
        assertThat(old.out()).isEqualTo("saving packets of worker-1-capture as " + trace + " ...\n");
        assertThat(old.err()).doesNotContain(" 0 packets").containsPattern("[\\d,]+ packets of");
        assertThat(trace).isNotEmptyFile();

        assertThat(ctl("stop").out()).isEmpty();
        Files.writeString(etc().resolve("zeekctl.cfg"), "SaveTraces = 1\n");
        Cli stop = ctl("stop");
        assertThat(stop.out()).contains("saving packets of worker-1-capture");
        assertThat(stop.err()).as("the trace is years old").contains(" 0 packets");
    }

    /** In a process of its own: one of a cluster's processes holds up the end of its virtual machine until it has closed everything. */
    private static void capture(String sensor) throws IOException, InterruptedException {
        List<String> command = ChildJava.command(
                CAPTURE_MB,
                BrookCommand.class.getName(),
                List.of(
                        "capture",
                        "--sensor",
                        sensor,
                        "--bootstrap-servers",
                        servers(),
                        "--quiet",
                        Samples.OFFICE.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void node(String role, String name, Map<String, String> chosen, Consumer<Monitor> parts)
            throws InterruptedException {
        Monitor monitor = new Monitor(role);
        parts.accept(monitor);
        Heartbeat heartbeat = new Heartbeat(
                broker.clientConfig(),
                new ProcessIdentity(role, name, "0"),
                Duration.ofSeconds(1),
                null,
                monitor,
                chosen);
        nodes.add(() -> {
            heartbeat.leave();
            heartbeat.close();
            monitor.close();
        });
        Awaiting.until(
                () -> Reports.living(broker.clientConfig()).stream()
                        .anyMatch(said -> said.getNode().equals(name)),
                () -> name + " does not report");
    }

    private static String standard(String key) {
        return BrookConfig.OPTIONS.stream()
                .flatMap(group -> group.options().stream())
                .filter(option -> option.key().equals(key))
                .findFirst()
                .orElseThrow()
                .standardText();
    }

    private Path etc() {
        return base.resolve("etc");
    }

    private void settings(String more) throws IOException {
        Files.writeString(etc().resolve("brook.cfg"), "BootstrapServers = " + servers() + "\n" + more);
    }

    private static String servers() {
        return broker.clientConfig()
                .get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                .toString();
    }

    private Cli ctl(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "ctl";
        all[1] = "--base";
        all[2] = base;
        System.arraycopy(words, 0, all, 3, words.length);
        return Cli.run(all);
    }
}
