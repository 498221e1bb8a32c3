package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Logs;
import io.brook.deploy.LongTrace;
import io.brook.deploy.Samples;
import io.brook.deploy.cli.BrookCommand;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code brook replay} is killed again and again, and started again with the name of its run. */
@Tag("faults")
@Timeout(600)
class ReplayKillTest {
    private static final int KILLS = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private EmbeddedBroker broker;
    private int started;

    @Test
    void losesAndRepeatsNothing() throws Exception {
        Path day = LongTrace.of(Samples.OFFICE, 300, Duration.ofMinutes(5), directory.resolve("day.pcap"));
        Path data = directory.resolve("data");
        Path first = directory.resolve("first");
        try (ChildProcess analysis = brook(
                "process",
                "--quiet",
                "--sensor",
                "office",
                "--partitions",
                "3",
                "--data-dir",
                data.toString(),
                "--log-dir",
                first.toString(),
                day.toString())) {
            assertThat(analysis.awaitEnd()).as(analysis.text()).isZero();
        }
        broker = EmbeddedBroker.at(data);
        broker.start();
        try {
            Path again = directory.resolve("again");
            for (int i = 0; i < KILLS; i++) {
                killInTheMiddle(again);
            }
            try (ChildProcess last = replay(again)) {
                assertThat(last.awaitEnd()).as(last.text()).isZero();
                assertThat(last.text()).contains("goes on with replay killed, as it was begun");
            }
            assertThat(Logs.contents(again)).isEqualTo(Logs.contents(first));
        } finally {
            broker.close();
        }
    }

    private void killInTheMiddle(Path logs) throws Exception {
        try (ChildProcess victim = replay(logs);
                Admin admin = Admin.create(broker.clientConfig())) {
            long before = committed(admin);
            boolean moved =
                    ChildProcess.until(Duration.ofMinutes(2), () -> committed(admin) > before || !victim.isAlive());
            assertThat(moved && victim.isAlive()).as(victim.text()).isTrue();
            victim.kill();
        }
    }

    /** How far the replay's group has come in all partitions together. */
    private static long committed(Admin admin) {
        try {
            return admin
                    .listConsumerGroupOffsets("replay.killed.brook")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (Exception e) {
            // There is no such group yet.
            return 0;
        }
    }

    private ChildProcess replay(Path logs) throws Exception {
        return brook(
                "replay",
                "--quiet",
                "--name",
                "killed",
                "--set",
                "CommitInterval=200",
                "--bootstrap-servers",
                (String) broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                "--log-dir",
                logs.toString());
    }

    private ChildProcess brook(String... arguments) throws Exception {
        started++;
        return ChildProcess.start(
                "brook " + arguments[0],
                directory.resolve("output-" + started),
                BrookCommand.class,
                new ArrayList<>(List.of(arguments)));
    }
}
