package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import io.brook.deploy.FreePorts;
import io.brook.deploy.cli.BrookCommand;
import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the shell, where nodes are units of a real systemd. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemdTest {
    private static final int MEGABYTES = 256;
    private static final int NODES = 5;
    private static final String WORKER = "brook-node-worker-1.service";
    private static final Pattern PID = Pattern.compile("worker-1 .* (\\d+) +\\d{4}-");

    @TempDir
    private Path base;

    private UserSystemd systemd;
    private List<String> brook;
    private int ports;

    @BeforeEach
    void layOut() throws Exception {
        systemd = UserSystemd.start(base);
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
                env_vars=API_TOKEN=a "b" $HOME \\ %%h
                """.formatted(FreePorts.next()));
        ports = FreePorts.row(NODES);
        options("StartBy = systemd-user");
        String java = String.join(" ", ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of()));
        Path script = Files.writeString(base.resolve("brook"), "#!/bin/sh\nexec " + java + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        brook = ChildJava.command(
                MEGABYTES,
                List.of("-Dbrook.launcher=" + script),
                BrookCommand.class.getName(),
                List.of("ctl", "--base", base.toString()));
    }

    private void options(String startBy) throws IOException {
        Files.writeString(
                base.resolve("etc/cluster.cfg"),
                "MetricsPort = " + ports + "\nStopTimeout = 5\nMinDiskSpace = 0\nCrashRestartPause = 0\n" + startBy
                        + "\n");
    }

    @AfterEach
    void stop() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Test
    void nodesAreUnits() throws Exception {
        assertThat(ctl("start").out()).contains("nothing is installed yet");
        assertThat(ctl("install").status()).isZero();
        assertThat(systemd.run("systemd-analyze", "--user", "verify", unit().toString()))
                .isEqualTo(new UserSystemd.Result(0, ""));

        UserSystemd.Result start = ctl("start");
        assertThat(start.status()).as(start.out() + ctl("diag").out()).isZero();
        assertThat(ctl("status").status()).isZero();
        assertThat(systemctl("is-active", WORKER)).isEqualTo("active");
        assertThat(systemctl("is-enabled", WORKER)).isEqualTo("enabled");
        assertThat(ctl("start").out()).as("what runs is left alone").isEmpty();
        assertThat(ctl("top", "worker-1").out()).contains("java");
        assertThat(Files.readString(Path.of("/proc", pid(), "environ"))).contains("\0API_TOKEN=a \"b\" $HOME \\ %h\0");
        assertThat(systemctl("show", WORKER)).as("everybody may ask that").doesNotContain("API_TOKEN");

        whatCrashesIsStartedAgain();
        whatEndsByItselfHasCrashed();
        whoeverUsesSystemctlIsHeard();
        whatDoesNotEndIsKilled();
        whatRunsStaysAUnit();

        UserSystemd.Result stop = ctl("stop");
        assertThat(stop.status()).as(stop.out()).isZero();
        assertThat(systemctl("is-active", WORKER)).isEqualTo("inactive");
        assertThat(systemctl("is-enabled", WORKER)).isEqualTo("disabled");
        assertThat(ctl("cron").out()).as("what was stopped stays so").isEmpty();
        options("StartBy = shell");
        assertThat(ctl("install").status()).isZero();
        assertThat(unit()).doesNotExist();
    }

    private void whatCrashesIsStartedAgain() throws Exception {
        String before = pid();
        signal("KILL", before);
        awaitState("crashed");
        UserSystemd.Result cron = ctl("cron");
        assertThat(cron.status()).as(cron.out()).isZero();
        assertThat(cron.out()).contains("starting worker-1 (was crashed)");
        assertThat(pid()).isNotEqualTo(before);
        assertThat(ctl("diag", "worker-1").out())
                .contains("==== the last crash", "Process:     " + before, "ended by signal 9", "worker is ready");
    }

    private void whatEndsByItselfHasCrashed() throws Exception {
        signal("TERM", pid());
        awaitState("crashed");
        assertThat(ctl("cron").out()).contains("starting worker-1 (was crashed)");
        assertThat(ctl("diag", "worker-1").out()).containsPattern("Exit status: (0|143)");
    }

    private void whoeverUsesSystemctlIsHeard() throws Exception {
        systemctl("stop", WORKER);
        assertThat(ctl("status", "worker-1").out()).contains("stopped");
        assertThat(ctl("cron").out()).isEmpty();
        systemctl("start", WORKER);
        awaitState("running");
        assertThat(ctl("restart", "worker-1").status()).isZero();
    }

    /** Java does nothing at this signal; and what a site adds to a unit counts. */
    private void whatDoesNotEndIsKilled() throws Exception {
        Path more = Files.createDirectory(unit().resolveSibling(WORKER + ".d")).resolve("deaf.conf");
        Files.writeString(more, "[Service]\nKillSignal=SIGURG\n");
        systemctl("daemon-reload");
        assertThat(ctl("stop", "worker-1").out())
                .contains("worker-1 did not end when it was stopped, and was killed; see ");
        assertThat(systemctl("is-active", WORKER)).isEqualTo("inactive");
        assertThat(ctl("diag", "worker-1").out()).contains("ended by signal 9", "java.lang.Thread.State: ");
        Files.delete(more);
        systemctl("daemon-reload");
        assertThat(ctl("start", "worker-1").status()).isZero();
    }

    private void whatRunsStaysAUnit() throws Exception {
        options("StartBy = shell");
        UserSystemd.Result install = ctl("install");
        assertThat(install.status()).isEqualTo(1);
        assertThat(install.out()).contains(".service runs, and is no unit of this cluster any more");
        options("StartBy = systemd-user");
        assertThat(ctl("install").status()).isZero();
    }

    private Path unit() {
        return base.resolve(".config/systemd/user").resolve(WORKER);
    }

    private void awaitState(String state) throws InterruptedException {
        Awaiting.until(() -> status().contains(" " + state + " "), this::status);
    }

    private String status() {
        try {
            return ctl("status", "worker-1").out();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pid() {
        String table = status();
        Matcher pid = PID.matcher(table);
        assertThat(pid.find()).as(table).isTrue();
        return pid.group(1);
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    private String systemctl(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("systemctl", "--user"));
        all.addAll(List.of(words));
        return systemd.run(all).out();
    }

    private UserSystemd.Result ctl(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(brook);
        all.addAll(List.of(words));
        return systemd.run(all);
    }
}
