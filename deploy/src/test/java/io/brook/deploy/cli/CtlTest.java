package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of a cluster with a broker of its own, run by the commands of zeekctl. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CtlTest {
    private static final int MEGABYTES = 256;
    private static final int NODES = 8;
    private static final Pattern PID = Pattern.compile("worker-1 .* (\\d+) +\\d{4}-");

    @TempDir
    private Path base;

    @BeforeAll
    static void nodesRunWhatIsTested() throws IOException {
        System.setProperty(
                Launcher.OVERRIDE,
                String.join(" ", ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of())));
    }

    @AfterAll
    static void others() {
        System.clearProperty(Launcher.OVERRIDE);
    }

    @BeforeEach
    void layOut() throws IOException {
        Path etc = Files.createDirectory(base.resolve("etc"));
        Files.writeString(etc.resolve("node.cfg"), """
                [broker-1]
                type=broker
                port=%d
                [manager]
                type=manager
                [proxy-1]
                type=proxy
                [worker-1]
                type=worker
                """.formatted(FreePorts.next()));
        Files.writeString(
                etc.resolve("cluster.cfg"),
                "MetricsPort = " + FreePorts.row(NODES) + "\nStopTimeout = 30\nMinDiskSpace = 0\n");
        Files.writeString(etc.resolve("networks.cfg"), "192.0.2.0/24 ours\n");
        Files.writeString(
                Files.createDirectory(etc.resolve("policy")).resolve("local.yaml"), "notices: {ignore: [A::B]}\n");
    }

    @AfterEach
    void nothingIsLeft() {
        ctl("stop");
    }

    @Test
    void aClusterIsStartedKilledRevivedAndStopped() throws Exception {
        assertThat(ctl("strat").err())
                .startsWith("brook: there is no command strat; the nearest are start, ")
                .endsWith("; brook ctl help lists all\n");
        assertThat(ctl("start").err()).contains("nothing is installed yet");
        assertThat(ctl("check").out()).contains("worker-1 is ok.", "manager-logger is ok.");
        assertThat(ctl("install").status()).isZero();

        Cli start = ctl("start");
        assertThat(start.status())
                .as(start.out() + start.err() + ctl("diag").out())
                .isZero();
        assertThat(start.out().lines())
                .startsWith("starting broker-1 ...", "starting manager ...")
                .endsWith("starting worker-1 ...");
        assertThat(ctl("status").status()).isZero();
        assertThat(ctl("start").out()).as("what runs is left alone").isEmpty();
        assertThat(ctl("status", "workers", "--json").out())
                .contains("\"status\":\"running\"")
                .doesNotContain("manager");
        assertThat(ctl("top", "worker-1").out()).contains("java");
        assertThat(ctl("cleanup", "worker-1").out()).contains("is running");
        assertThat(ctl("attachgdb", "worker-1").out())
                .startsWith("[worker-1]\n")
                .contains("\"brook-heartbeat\"", "java.lang.String");

        anotherShellHoldsUpNobodyWhoLooks();
        aStartThatWasKilledHasForgottenNobody();

        ProcessHandle worker = ProcessHandle.of(pid()).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(30, TimeUnit.SECONDS);
        Cli crashed = ctl("status", "worker-1");
        assertThat(crashed.status()).isEqualTo(1);
        assertThat(crashed.out()).contains("crashed");

        ctl("cron", "disable");
        assertThat(ctl("cron").out()).isEmpty();
        ctl("cron", "enable");
        Cli cron = ctl("cron");
        assertThat(cron.status()).isZero();
        assertThat(cron.out()).contains("starting worker-1 (was crashed)");
        assertThat(pid()).isNotEqualTo(worker.pid());
        assertThat(ctl("diag", "worker-1").out())
                .contains("==== the last crash", "ended by signal 9", "==== command and variables");

        Cli stop = ctl("stop");
        assertThat(stop.status()).as(stop.out()).isZero();
        assertThat(stop.out().lines()).startsWith("stopping worker-1 ...").endsWith("stopping broker-1 ...");
        assertThat(ctl("cron").out()).as("what was stopped stays so").isEmpty();
        assertThat(Files.readAllLines(base.resolve("logs/stats/stats.log")).stream()
                        .filter(line -> line.contains(" worker-1 action "))
                        .map(line -> line.replaceFirst("^\\d+\\.\\d{3} ", "")))
                .startsWith("worker-1 action started", "worker-1 action started")
                .endsWith("worker-1 action stopped");
        Cli stopped = ctl("status");
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.out().lines().skip(1)).hasSize(5).allMatch(line -> line.contains("stopped"));
    }

    private void anotherShellHoldsUpNobodyWhoLooks() throws IOException {
        try (FileChannel channel = FileChannel.open(base.resolve("spool/lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(ctl("status").status()).isZero();
            assertThat(ctl("top").status()).isZero();
            Cli stop = ctl("stop");
            assertThat(stop.status()).isEqualTo(1);
            assertThat(stop.err()).contains("another brook ctl is at work here");
        }
    }

    /** As if the shell had been killed just after it had started the worker, and before it had written its number down. */
    private void aStartThatWasKilledHasForgottenNobody() throws IOException {
        long pid = pid();
        Path file = base.resolve("spool/state.properties");
        String before = Files.readString(file);
        String started = before.lines()
                .filter(line -> line.startsWith("worker-1.started="))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                file,
                before.replace(started, started.replace("started", "launched"))
                        .replace("worker-1.pid=" + pid + "\n", ""));
        assertThat(ctl("status", "worker-1").status()).isZero();
        assertThat(pid()).isEqualTo(pid);
        Files.writeString(file, before);
    }

    @Test
    void whatEndsAtOnceIsSaid() throws IOException {
        Files.writeString(base.resolve("etc/cluster.cfg"), "Env_Vars = JAVA_TOOL_OPTIONS=-XX:NoSuchOption\n");
        ctl("install");
        Cli start = ctl("start", "broker-1");
        assertThat(start.status()).isEqualTo(1);
        assertThat(start.out()).contains("broker-1 terminated immediately after starting");
        assertThat(ctl("diag", "broker-1").out()).contains("NoSuchOption");
    }

    @Test
    void theInstallationBeforeStays() throws IOException {
        ctl("install");
        for (String network : List.of("198.51.100.0/24", "203.0.113.0/24")) {
            Files.writeString(base.resolve("etc/networks.cfg"), network + "\n");
            ctl("install");
        }
        assertThat(base.resolve("spool/installed/networks.cfg")).hasContent("203.0.113.0/24");
        assertThat(base.resolve("spool/previous/networks.cfg")).hasContent("198.51.100.0/24");
        assertThat(base.resolve("spool/versions").toFile().list()).hasSize(2);
    }

    @Test
    void commandsOfTheSystemAreRun() throws IOException {
        assertThat(ctl("exec", "echo", "one").out()).isEqualTo("> one\n");
        assertThat(ctl("exec", "exit 3").status()).isEqualTo(1);
        Files.writeString(base.resolve("etc/cluster.cfg"), "CommandTimeout = 1\n");
        assertThat(ctl("exec", "sleep 600").out()).contains("killed after 1 s");
        assertThat(ctl("status", "nobody").err()).contains("there is no node nobody");
    }

    @Test
    void aPolicyWithMistakesIsNotChecked() throws IOException {
        Files.writeString(base.resolve("etc").resolve("policy").resolve("local.yaml"), "notices: {ignor: [A::B]}\n");
        Cli check = ctl("check", "manager");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out() + check.err()).contains("policy/local.yaml:1:11: unknown key ignor");
    }

    @Test
    void aClusterWithoutKafkaIsNotChecked() throws IOException {
        Path layout = base.resolve("etc/node.cfg");
        Files.writeString(layout, Files.readString(layout).replaceFirst("(?s)^.*(?=\\[manager])", ""));
        Cli check = ctl("check");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).contains("no Kafka is named", "type=broker");
        Files.writeString(base.resolve("etc/brook.cfg"), "BootstrapServers = kafka.example:9092\n");
        assertThat(ctl("check").status()).isZero();
    }

    @Test
    void theShellCompletesAndEnds() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs the program script for a terminal");
        String command = String.join(
                " ",
                ChildJava.command(
                        MEGABYTES,
                        List.of(
                                "-Duser.home=" + base,
                                "'-D" + Launcher.OVERRIDE + "=" + System.getProperty(Launcher.OVERRIDE) + "'"),
                        BrookCommand.class.getName(),
                        List.of("shell", "--base", base.toString())));
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", "stty rows 40 cols 200; " + command, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        Process shell = builder.start();
        try (InputStream out = shell.getInputStream();
                OutputStream in = shell.getOutputStream()) {
            readUntil(out, "[Brook] >");
            type(in, "exe\techo \"$((40+2))\"\r");
            readUntil(out, "> 42");
            readUntil(out, "[Brook] >");
            type(in, "exit\r");
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isZero();
            assertThat(base.resolve(".brook_history")).content().contains("exec echo");
        } finally {
            shell.destroyForcibly();
        }
    }

    private static void type(OutputStream in, String text) throws IOException {
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static void readUntil(InputStream out, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int next = out.read();
            assertThat(next).as("the shell has ended after " + seen).isNotNegative();
            seen.append((char) next);
        }
    }

    private long pid() {
        String table = ctl("status", "worker-1").out();
        Matcher pid = PID.matcher(table);
        assertThat(pid.find()).as(table).isTrue();
        return Long.parseLong(pid.group(1));
    }

    private Cli ctl(String... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "ctl";
        all[1] = "--base";
        all[2] = base;
        System.arraycopy(words, 0, all, 3, words.length);
        return Cli.run(all);
    }
}
