package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster on three hosts, run from a fourth one. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshHostsTest {
    @TempDir
    private Path directory;

    private SshHosts hosts;
    private BrookOnHosts brook;

    @BeforeEach
    void layOut() throws IOException, InterruptedException {
        hosts = SshHosts.make(directory.resolve("hosts"), 3);
        brook = new BrookOnHosts(hosts, directory.resolve("brook"), "");
        Path etc = Files.createDirectory(hosts.base().resolve("etc"));
        Files.writeString(etc.resolve("cluster.cfg"), """
                SshCmd = %s
                CommTimeout = 4
                StopTimeout = 30
                """.formatted(hosts.ssh()));
        Files.writeString(etc.resolve("node.cfg"), """
                [broker-1]
                type=broker
                host=10.9.1.1
                [manager]
                type=manager
                host=10.9.1.2
                [proxy-1]
                type=proxy
                host=10.9.1.2
                [worker-1]
                type=worker
                host=10.9.1.3
                """);
        Files.writeString(etc.resolve("networks.cfg"), "192.0.2.0/24 ours\n");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void aClusterIsInstalledStartedAndStopped() throws Exception {
        BrookOnHosts.Result check = brook.ctl("check");
        assertThat(check.status()).as(check.all()).isZero();
        assertThat(check.out()).contains("host 10.9.1.1 is ok.", "host 10.9.1.3 is ok.", "worker-1 is ok.");
        BrookOnHosts.Result early = brook.ctl("status", "worker-1");
        assertThat(early.status()).isEqualTo(1);
        assertThat(early.err()).contains("10.9.1.3 has no Brook yet");

        BrookOnHosts.Result install = brook.ctl("install");
        assertThat(install.status()).as(install.all()).isZero();
        assertThat(install.out()).contains("copying Brook to 10.9.1.3");
        for (int host = 1; host <= 3; host++) {
            Path installed = hosts.own(host).resolve("spool/installed");
            assertThat(installed.resolve("networks.cfg")).hasContent("192.0.2.0/24 ours");
            assertThat(hosts.own(host).resolve("spool/distributions").toFile().list())
                    .hasSize(1);
            assertThat(hosts.own(host).resolve("spool/incoming")).doesNotExist();
        }
        assertThat(brook.ctl("install").out()).as("what is there stays").doesNotContain("copying");

        BrookOnHosts.Result start = brook.ctl("start");
        assertThat(start.status()).as(start.all() + brook.ctl("diag").all()).isZero();
        assertThat(start.out().lines()).startsWith("starting broker-1 ...").endsWith("starting worker-1 ...");
        assertThat(brook.ctl("status").status()).isZero();
        assertThat(brook.ctl("top").out().lines()).hasSize(6).anyMatch(line -> line.contains("10.9.1.3"));
        assertThat(brook.ctl("df").out()).contains("10.9.1.1", "10.9.1.2", "10.9.1.3", "localhost");
        assertThat(brook.ctl("diag", "broker-1").out()).contains("broker is ready at 10.9.1.1:9092");
        assertThat(brook.ctl("peerstatus").out()).contains("worker-1", "manager-logger");

        aHostDies();

        BrookOnHosts.Result stop = brook.ctl("stop");
        assertThat(stop.status()).as(stop.all()).isZero();
        assertThat(brook.ctl("status").out().lines().skip(1)).hasSize(5).allMatch(line -> line.contains("stopped"));
    }

    private void aHostDies() throws IOException, InterruptedException {
        Path output = Files.createDirectory(directory.resolve("exec"));
        Files.createFile(hosts.own(3).resolve("slow"));
        Process exec = brook.start(output, "exec", "touch begun; test ! -e slow || sleep 600; echo $((40+2))");
        Path begun = hosts.own(3).resolve("begun");
        Awaiting.until(() -> Files.exists(begun), () -> "it is not run there");
        hosts.kill(3);
        BrookOnHosts.Result cut = BrookOnHosts.end(exec, output);
        assertThat(cut.status()).isEqualTo(1);
        assertThat(cut.out().lines().filter("> 42"::equals)).as(cut.all()).hasSize(3);
        assertThat(cut.err()).contains("10.9.1.3 cannot be reached");

        BrookOnHosts.Result status = brook.ctl("status");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.out().lines().filter(line -> line.contains("running")))
                .hasSize(4);
        assertThat(status.out()).containsPattern("worker-1 .* unknown");
        assertThat(status.err()).contains("10.9.1.3 cannot be reached");
        assertThat(brook.ctl("stop", "worker-1").status())
                .as("it is not known to have stopped")
                .isEqualTo(1);

        hosts.boot(3);
        assertThat(brook.ctl("status", "worker-1").out()).contains("crashed");
        BrookOnHosts.Result cron = brook.ctl("cron");
        assertThat(cron.out()).as(cron.all()).contains("starting worker-1 (was crashed)");
        assertThat(brook.ctl("status").status()).isZero();
    }
}
