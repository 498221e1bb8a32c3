package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long {@code status} takes: 50 nodes on 10 hosts, 10 ms away in each direction. All of it is on this machine, so that it is compared
 * with what ssh alone takes at the same time.
 */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManySshHostsTest {
    private static final int HOSTS = 10;
    private static final int NODES = 50;
    private static final int DELAY_MS = 10;
    private static final int TIMES = 7;
    /** Times what ssh alone takes: one host after the other would take more than twice as much. */
    private static final int MOST = 4;

    private static final int MEGABYTES = 32;

    @TempDir
    private Path directory;

    private SshHosts hosts;

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void statusIsQuick() throws Exception {
        hosts = SshHosts.make(directory.resolve("hosts"), HOSTS);
        hosts.delay(DELAY_MS);
        String standIn = String.join(" ", ChildJava.command(MEGABYTES, StandIn.class.getName(), List.of("\"$@\"")));
        BrookOnHosts brook = new BrookOnHosts(
                hosts, directory.resolve("brook"), "[ $1 = " + HostServer.COMMAND + " ] || exec " + standIn + "\n");
        Path etc = Files.createDirectory(hosts.base().resolve("etc"));
        Files.writeString(etc.resolve("cluster.cfg"), "SshCmd = " + hosts.ssh() + "\n");
        Files.writeString(etc.resolve("node.cfg"), layout());
        BrookOnHosts.Result install = brook.ctl("install");
        assertThat(install.status()).as(install.all()).isZero();
        BrookOnHosts.Result start = brook.ctl("start");
        assertThat(start.status())
                .as(brook.ctl("diag", "worker-1").all() + start.all())
                .isZero();

        List<Long> times = new ArrayList<>();
        List<Long> bare = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long before = System.nanoTime();
            BrookOnHosts.Result status = brook.ctl("status");
            long after = System.nanoTime();
            times.add(TimeUnit.NANOSECONDS.toMillis(after - before));
            assertThat(status.status()).as(status.all()).isZero();
            assertThat(status.out().lines().filter(line -> line.contains("running")))
                    .hasSize(NODES);
            connect();
            bare.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - after));
        }
        System.out.println("status of " + NODES + " nodes on " + HOSTS + " hosts took " + times
                + " ms, and ssh alone, at all of them, " + bare + " ms");
        Collections.sort(times);
        Collections.sort(bare);
        assertThat(times.get(TIMES / 2)).isLessThan(MOST * bare.get(TIMES / 2));
    }

    /** Does nothing on all hosts at the same time. */
    private void connect() throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= HOSTS; i++) {
            script.append(hosts.ssh()).append(' ').append(SshHosts.address(i)).append(" true & ");
        }
        assertThat(hosts.controller("sh", "-c", script + "wait").start().waitFor())
                .isZero();
    }

    private static String layout() {
        StringBuilder layout = new StringBuilder();
        for (String type : List.of("broker", "manager", "proxy", "worker")) {
            layout.append("[%s-1]\ntype=%s\nhost=%s\n".formatted(type, type, SshHosts.address(1)));
        }
        for (int i = 2; i <= HOSTS; i++) {
            layout.append("[worker-%d]\ntype=worker\nhost=%s\nlb_procs=5\n".formatted(i, SshHosts.address(i)));
        }
        return layout.toString();
    }
}
