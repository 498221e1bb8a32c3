package io.brook.deploy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
    @TempDir
    private Path base;

    @BeforeEach
    void makeEtc() throws IOException {
        Files.createDirectory(base.resolve("etc"));
    }

    @Test
    void whatZeekctlShipsCanBeUsed() throws IOException, ConfigException {
        write("zeekctl.cfg", """
                ## Global ZeekControl configuration file.
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
                LogDir = /var/zeek/logs
                SpoolDir = /var/zeek/spool
                BrokerDBDir = /var/zeek/spool/brokerstore
                FileExtractDir = /var/zeek/spool/extract_files
                CfgDir = /var/zeek/etc
                """);
        ClusterFile options = ClusterFile.read(base);
        assertThat(options.text(ClusterOption.NODE_CFG)).isEqualTo("/var/zeek/etc/node.cfg");
        assertThat(options.path(ClusterOption.LOG_DIR)).isEqualTo(Path.of("/var/zeek/logs"));
        assertThat(options.remarks())
                .hasSize(4)
                .contains(base.resolve("etc/zeekctl.cfg")
                        + ":10: StatusCmdShowAll has no effect. peerstatus shows what Kafka knows of all processes.");
    }

    @Test
    void clusterCfgCountsFirstAndNamesOtherOptions() throws IOException, ConfigException {
        write("zeekctl.cfg", "StopTimeout = 5\n");
        write("cluster.cfg", "STOPTIMEOUT = 7\nLogDir = ${SpoolDir}/l\nEnv_Vars = A=1\n");
        ClusterFile options = ClusterFile.read(base);
        assertThat(options.number(ClusterOption.STOP_TIMEOUT)).isEqualTo(7);
        assertThat(options.path(ClusterOption.LOG_DIR)).isEqualTo(base.resolve("spool/l"));
        assertThat(options.environment()).containsEntry("A", "1");
    }

    @Test
    void optionsThatNameEachOtherDoNotGoOnForEver() throws IOException, ConfigException {
        write("cluster.cfg", "LogDir = ${SpoolDir}/a\nSpoolDir = ${LogDir}/b\n");
        assertThat(ClusterFile.read(base).text(ClusterOption.LOG_DIR)).endsWith("/a");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        write("cluster.cfg", """
                CFlowAddr = 10.0.0.1
                Colour = red
                StopTimeout = soon
                MetricsPort = 0
                LogDir = ${Nowhere}/x
                Env_Vars = A
                MinDiskSpace = 101
                CrashExpireInterval = -1
                StartBy = launchd
                """);
        assertThatThrownBy(() -> ClusterFile.read(base))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .hasSize(9)
                                .anyMatch(problem ->
                                        problem.contains(":1: CFlowAddr cannot be used; remove it. Brook shunts"))
                                .anyMatch(problem -> problem.contains(":2: unknown option colour"))
                                .anyMatch(problem -> problem.contains(":3: StopTimeout must be a whole number"))
                                .anyMatch(problem -> problem.contains(":4: MetricsPort"))
                                .anyMatch(problem ->
                                        problem.contains(":7: MinDiskSpace must be a whole number from 0 to 100"))
                                .anyMatch(problem -> problem.contains(":8: CrashExpireInterval"))
                                .anyMatch(problem -> problem.contains(
                                        ":9: StartBy must be one of shell, systemd, systemd-user, not launchd"))
                                .anyMatch(problem -> problem.contains(":5: ${Nowhere} is not known"))
                                .anyMatch(problem -> problem.contains("expected NAME=VALUE")));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(base.resolve("etc").resolve(name), text);
    }
}
