package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session of the shell in a terminal, as a person has it, at a Kafka that exists: with the files that zeekctl is installed with
 * (zeekctl 2.5), of which nothing is changed but the interface. Captures are laid out and checked, but not started: there is no
 * traffic that would be this test's own.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionTest {
    private static final int MEGABYTES = 256;
    private static final int NODES = 8;
    private static final String PROMPT = "[Brook] > ";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\S+";

    /** The commands that the slides list, without that of a plugin, ps.bro. */
    private static final String SLIDES =
            "capstats check cleanup config cron df diag exec exit install netstats nodes print"
                    + " peerstatus process quit restart scripts start status stop update top";

    private static final String TOP =
            "zeek +worker +localhost +\\d+ +\\d+M +\\d+M +\\d+ +\\d+\\.\\d% +\\d+ +\\d+ +java";

    private static final String COLOUR = "\u001B\\[[\\d;?]*[A-Za-z]";

    private static EmbeddedBroker broker;

    @TempDir
    private Path base;

    private Process shell;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private void layOut() throws IOException {
        Path etc = Files.createDirectory(base.resolve("etc"));
        Files.writeString(etc.resolve("node.cfg"), """
                [zeek]
                type=standalone
                host=localhost
                interface=lo
                """);
        Files.writeString(etc.resolve("networks.cfg"), """
                10.0.0.0/8          Private IP space
                192.168.0.0/16      Private IP space
                """);
        String shipped = """
                MailTo = root@localhost
                MailConnectionSummary = 1
                MinDiskSpace = 5
                MailHostUpDown = 1
                LogRotationInterval = 3600
                LogExpireInterval = 0
                StatsLogEnable = 1
                StatsLogExpireInterval = 0
                StatusCmdShowAll = 0
                CrashExpireInterval = 0
                SitePolicyScripts = local.zeek
                LogDir = PREFIX/logs
                SpoolDir = PREFIX/spool
                BrokerDBDir = PREFIX/spool/brokerstore
                FileExtractDir = PREFIX/spool/extract_files
                CfgDir = PREFIX/etc
                """;
        // The ports of a machine that others test on are not this test's to choose.
        String ports = "MetricsPort = " + FreePorts.row(NODES) + "\n";
        Files.writeString(etc.resolve("zeekctl.cfg"), shipped.replace("PREFIX", base.toString()) + ports);
        Files.writeString(
                etc.resolve("brook.cfg"),
                "BootstrapServers = " + broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + "\n");
    }

    @Test
    void aClusterIsRunFromATerminal() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs the program script for a terminal");
        layOut();
        shell = open(base, "dumb");
        try (InputStream out = shell.getInputStream();
                OutputStream in = shell.getOutputStream()) {
            assertThat(lines(readPrompt(out))).first().asString().matches("Welcome to Brook .+");
            assertThat(ask(in, out, "help")).anyMatch(line -> line.matches(" +capstats .*"));
            assertThat(ask(in, out, "check"))
                    .filteredOn(line -> line.endsWith(" is ok.") || line.endsWith(" failed."))
                    .containsExactly(
                            "zeek-logger is ok.",
                            "zeek-manager is ok.",
                            "zeek-proxy is ok.",
                            "zeek is ok.",
                            "zeek-capture is ok.");
            assertThat(ask(in, out, "install"))
                    .containsExactly("installed the configuration; nodes read it when they are started");
            assertThat(ask(in, out, "start loggers manager proxies workers"))
                    .containsExactly(
                            "starting zeek-logger ...",
                            "starting zeek-manager ...",
                            "starting zeek-proxy ...",
                            "starting zeek ...");
            List<String> status = ask(in, out, "status");
            assertThat(status.get(0)).matches("Name +Type +Host +Status +Pid +Started +Restart");
            assertThat(status.get(4)).matches("zeek +worker +localhost +running +\\d+ +" + TIME);
            assertThat(status.get(5)).matches("zeek-capture +capture +localhost +stopped");
            assertThat(status).hasSize(6);
            assertThat(ask(in, out, "print localnetscfg zeek"))
                    .containsExactly("        zeek   LocalNetsCfg = " + base.resolve("spool/installed/networks.cfg"));
            assertThat(ask(in, out, "print logrotationinterval zeek-logger"))
                    .containsExactly(" zeek-logger   LogRotationInterval = 3600");
            assertThat(ask(in, out, "scripts zeek"))
                    .anyMatch(line -> line.matches("zeek +file +networks.cfg"))
                    .anyMatch(line -> line.matches("zeek +analyzer +http"))
                    .anyMatch(line -> line.matches("zeek +detection +Scan::Address_Scan"));
            assertThat(ask(in, out, "netstats"))
                    .containsExactly("brook: zeek-capture does not report; status shows whether it runs");
            assertThat(ask(in, out, "update zeek")).isEmpty();
            assertThat(ask(in, out, "peerstatus")).anyMatch(line -> line.matches("worker +zeek +ready .*"));
            assertThat(ask(in, out, "peerstatus zeek-logger zeek-capture"))
                    .anyMatch(line -> line.matches("logger +zeek-logger +ready .*"))
                    .noneMatch(line -> line.startsWith("worker") || line.startsWith("group"))
                    .contains("! zeek-capture does not report");
            assertThat(ask(in, out, "top zeek")).anyMatch(line -> line.matches(TOP));
            topIsLive();
            assertThat(ask(in, out, "nodes")).hasSize(6);
            assertThat(ask(in, out, "cron ?")).containsExactly("cron enabled");
            assertThat(ask(in, out, "exec echo one")).containsExactly("> one");
            assertThat(ask(in, out, "stop"))
                    .containsExactly(
                            "stopping zeek ...",
                            "stopping zeek-logger ...",
                            "stopping zeek-manager ...",
                            "stopping zeek-proxy ...");
            in.write("quit\r".getBytes(StandardCharsets.UTF_8));
            in.flush();
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isZero();
        } finally {
            shell.destroyForcibly();
            Cli.run("ctl", "--base", base, "stop");
        }
    }

    /**
     * The session of the slides "Bro Clusters": their layout, but for the addresses and interfaces, their commands in that
     * order, and the list of commands that they end with.
     */
    @Test
    void theSessionOfTheSlides() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs the program script for a terminal");
        layOut();
        Files.writeString(base.resolve("etc/node.cfg"), """
                [manager]
                type=manager
                host=127.0.0.1

                [proxy-1]
                type=proxy
                host=127.0.0.1

                [worker-1]
                type=worker
                host=127.0.0.1
                interface=lo

                [worker-2]
                type=worker
                host=127.0.0.1
                interface=lo
                """);
        shell = open(base, "dumb");
        try (InputStream out = shell.getInputStream();
                OutputStream in = shell.getOutputStream()) {
            List<String> welcome = lines(readPrompt(out));
            assertThat(welcome.get(0)).matches("Welcome to Brook .+");
            assertThat(welcome.get(1)).isEqualTo("Type \"help\" for help.");
            assertThat(ask(in, out, "check"))
                    .containsSubsequence("manager is ok.", "proxy-1 is ok.", "worker-1 is ok.", "worker-2 is ok.");
            assertThat(ask(in, out, "install"))
                    .containsExactly("installed the configuration; nodes read it when they are started");
            assertThat(ask(in, out, "start manager proxies workers"))
                    .containsExactly(
                            "starting manager ...",
                            "starting proxy-1 ...",
                            "starting worker-1 ...",
                            "starting worker-2 ...");
            List<String> help = ask(in, out, "?");
            for (String command : SLIDES.split(" ")) {
                assertThat(help).anyMatch(line -> line.matches(" +(exit, )?" + command + "(, quit)? .+"));
            }
            assertThat(ask(in, out, "stop"))
                    .containsExactly(
                            "stopping worker-1 ...",
                            "stopping worker-2 ...",
                            "stopping manager ...",
                            "stopping proxy-1 ...");
            type(in, "exit\r");
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isZero();
        } finally {
            shell.destroyForcibly();
            Cli.run("ctl", "--base", base, "stop");
        }
    }

    /** In a terminal that can do more, beside the session. */
    private void topIsLive() throws Exception {
        Process other = open(base, "xterm");
        try (InputStream out = other.getInputStream();
                OutputStream in = other.getOutputStream()) {
            read(out, text -> text.contains("> "));
            type(in, "top --interval 1\r");
            String screen = read(out, text -> plain(text).contains("<not running>"));
            assertThat(screen).contains("\u001B[?1049h");
            assertThat(plain(screen))
                    .contains("4 of 5 nodes run   sorted by nodes")
                    .containsPattern("zeek +worker +localhost +\\d+ .*java");
            type(in, "c");
            read(out, text -> plain(text).contains("cpu"));
            type(in, "q");
            read(out, text -> text.contains("\u001B[?1049l"));
            read(out, text -> text.contains("> "));
            type(in, "quit\r");
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
        } finally {
            other.destroyForcibly();
        }
    }

    private static String plain(String text) {
        return text.replaceAll(COLOUR, "");
    }

    private static void type(OutputStream in, String keys) throws IOException {
        in.write(keys.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static Process open(Path base, String terminal) throws IOException {
        String nodes = String.join(" ", ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of()));
        String command = String.join(
                " ",
                ChildJava.command(
                        MEGABYTES,
                        List.of("-Duser.home=" + base, "'-D" + Launcher.OVERRIDE + "=" + nodes + "'"),
                        BrookCommand.class.getName(),
                        List.of("shell", "--base", base.toString())));
        // A dumb terminal writes what is typed once: nothing is drawn again.
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", "stty rows 60 cols 250; " + command, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("TERM", terminal);
        return builder.start();
    }

    private static List<String> ask(OutputStream in, InputStream out, String line) throws IOException {
        in.write((line + "\r").getBytes(StandardCharsets.UTF_8));
        in.flush();
        List<String> lines = lines(readPrompt(out));
        // What was typed.
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(
                text.replaceAll(COLOUR, "").replace("\r", "").lines().toList());
        lines.removeIf(String::isBlank);
        return lines;
    }

    private static String readPrompt(InputStream out) throws IOException {
        String seen = read(out, text -> text.endsWith(PROMPT));
        return seen.substring(0, seen.length() - PROMPT.length());
    }

    private static String read(InputStream out, Predicate<String> isAll) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!isAll.test(seen.toString())) {
            int next = out.read();
            assertThat(next).as("the shell has ended after " + seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }
}
