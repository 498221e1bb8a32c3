package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import io.brook.deploy.cli.BrookCommand;
import io.brook.deploy.cli.Cli;
import io.brook.deploy.cli.MailBox;
import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes of a cluster that the shell runs are killed again and again, the broker too, with nobody but cron to look after them: all come
 * back, each crash is mailed once, and the logs are those of a run in which nothing was killed.
 */
@Tag("faults")
class CronKillTest {
    private static final int KILLS = Integer.getInteger("brook.faults.kills", 20);
    private static final int PACE = 150;
    /** More than it takes: a capture that has come to the end of its trace is as good as one that has crashed. */
    private static final int SECONDS_PER_KILL = 40;

    private static final int MOST_PAUSE_MS = 3_000;
    private static final int CRON_PAUSE_S = 3;
    private static final Duration COMING_BACK = Duration.ofMinutes(5);
    private static final int NODES = 7;
    private static final int MEGABYTES = 320;
    private static final String LAUNCHER = "brook.launcher";
    private static final Pattern CRASH = Pattern.compile("(?m)^Subject: .*Crash report from ([\\w-]+)");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Random random = new Random(20);
    private final Map<String, Integer> killed = new TreeMap<>();
    private Path base;
    private Path trace;
    private MailBox box;
    private volatile boolean over;

    @BeforeEach
    void layOut() throws Exception {
        base = Files.createDirectory(directory.resolve("base"));
        int seconds = SECONDS_PER_KILL * KILLS + (int) COMING_BACK.toSeconds();
        trace = Traffic.write(directory.resolve("traffic.pcap"), PACE * seconds);
        box = MailBox.open();
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
                lb_procs=2
                [tap]
                type=capture
                interface=none
                """.formatted(FreePorts.next()));
        Files.writeString(
                etc.resolve("cluster.cfg"),
                "MetricsPort = " + FreePorts.row(NODES)
                        + "\nMinDiskSpace = 0\nLogRotationInterval = 0\nCrashRestartPause = 0\n");
        // The mails that notices ask for are in notice.log: the undisturbed run has the same settings.
        Files.writeString(
                etc.resolve("brook.cfg"), "Partitions = 4\nMailTo = soc@example.org\nSmtpPort = " + box.port() + "\n");
        setPace(PACE);
        System.setProperty(LAUNCHER, launcher().toString());
    }

    @AfterEach
    void stop() {
        over = true;
        ctl("stop");
        System.clearProperty(LAUNCHER);
        box.close();
    }

    /** Runs what is tested; the capture reads the trace, and goes on where it was. */
    private Path launcher() throws IOException {
        String java = String.join(" ", ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of()));
        Path script = Files.writeString(directory.resolve("brook"), """
                #!/bin/sh
                case "$1" in
                capture)
                    for word; do
                        shift
                        case "$word" in
                        --interface | none | --sensor | tap) ;;
                        *) set -- "$@" "$word" ;;
                        esac
                    done
                    exec %s "$@" -C --sensor %s --pace "$(cat %s)" %s ;;
                worker) exec %s "$@" -C --threads 2 ;;
                *) exec %s "$@" ;;
                esac
                """.formatted(
                        java, trace.getFileName(), directory.resolve("pace"), trace, java, java));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void setPace(int pace) throws IOException {
        Files.writeString(directory.resolve("pace"), Integer.toString(pace));
    }

    @Test
    void cronBringsAllBackAndMailsEachCrashOnce() throws Exception {
        Map<String, List<String>> expected = Cluster.undisturbed(
                List.of(),
                trace,
                directory,
                "--config",
                base.resolve("etc/brook.cfg").toString());
        ctl("install");
        Cli start = ctl("start");
        assertThat(start.status()).as(start.out() + start.err()).isZero();
        Thread cron = new Thread(this::runCron, "cron");
        cron.start();
        for (int i = 0; i < KILLS; i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_PAUSE_MS));
            // Among those that chance picks, the broker: nobody gets anything done without it.
            killOneOf(i == KILLS / 2 ? "broker" : "");
        }
        System.out.println("killed: " + killed);
        assertThat(ChildProcess.until(COMING_BACK, () -> running().size() == NODES))
                .as(() -> ctl("status").out())
                .isTrue();
        over = true;
        cron.join();
        ctl("cron");
        assertThat(crashMails()).isEqualTo(killed);

        assertThat(ctl("stop", "tap").status()).as("the traffic goes on").isZero();
        setPace(CaptureNode.NO_LIMIT);
        ctl("start", "tap");
        Cluster.awaitLogs(base.resolve("logs/current"), expected);
        ctl("stop");
        Cluster.awaitLogs(base.resolve("logs/current"), expected);
    }

    /** @param type of what is killed; anything when empty */
    private void killOneOf(String type) {
        List<JsonNode> running = new ArrayList<>();
        ChildProcess.until(COMING_BACK, () -> {
            running.clear();
            running.addAll(running());
            running.removeIf(node -> !node.get("type").asText().contains(type));
            return !running.isEmpty();
        });
        assertThat(running).as(() -> ctl("status").out()).isNotEmpty();
        JsonNode victim = running.get(random.nextInt(running.size()));
        ProcessHandle process = ProcessHandle.of(victim.get("pid").asLong()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        ChildProcess.until(COMING_BACK, () -> !process.isAlive());
        killed.merge(victim.get("name").asText(), 1, Integer::sum);
    }

    private void runCron() {
        try {
            while (!over) {
                System.out.print(ctl("cron").out());
                TimeUnit.SECONDS.sleep(CRON_PAUSE_S);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of status of those nodes that do their work. */
    private List<JsonNode> running() {
        try {
            List<JsonNode> running = new ArrayList<>();
            for (JsonNode node :
                    new ObjectMapper().readTree(ctl("status", "--json").out())) {
                if (node.get("status").asText().equals("running")) {
                    running.add(node);
                }
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Integer> crashMails() {
        Map<String, Integer> mails = new TreeMap<>();
        for (String mail : box.mails()) {
            Matcher crash = CRASH.matcher(mail);
            if (crash.find()) {
                mails.merge(crash.group(1), 1, Integer::sum);
            }
        }
        return mails;
    }

    private Cli ctl(String... words) {
        List<Object> all = new ArrayList<>(List.of("ctl", "--base", base));
        all.addAll(List.of(words));
        return Cli.run(all.toArray());
    }
}
