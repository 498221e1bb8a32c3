package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.status.ClusterStatus;
import io.brook.deploy.status.ProcessView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code brook status} over processes that come, die and go. */
class ClusterStatusTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String OFTEN = "HeartbeatInterval=1";

    /** What is only measured once there is something of it, of live traffic, or where mail is sent. */
    private static final Set<Measure> MAY_BE_MISSING = EnumSet.of(
            Measure.CAPTURE_DROPPED,
            Measure.CAPTURE_LAG,
            Measure.LOST,
            Measure.VIOLATIONS,
            Measure.FAILED_CONDITIONS,
            // Of live traffic.
            Measure.CAPTURE_BYTES,
            Measure.CAPTURE_LINK,
            Measure.SESSIONS_ENDED,
            Measure.SHUNTED_FLOWS,
            Measure.SHUNTED_PACKETS,
            Measure.SHUNTED_BYTES,
            Measure.WEIRDS,
            Measure.MAILS,
            Measure.MAILS_WAITING);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private Brokers brokers;

    @Test
    void showsWhatRunsWhatHasDiedAndNotWhatHasEnded() throws Exception {
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), 20_000);
        try (Brokers started = Brokers.start(1, directory);
                Cluster cluster = new Cluster(started, directory)) {
            brokers = started;
            ChildProcess worker = cluster.stream("worker", "-C", "--set", OFTEN, "--set", "NodeName=first");
            cluster.stream("state-sync", "--set", OFTEN);
            cluster.stream("notice-manager", "--set", OFTEN);
            ChildProcess logger = cluster.logger("--set", OFTEN);
            await(status -> status.faults().isEmpty());

            cluster.beginCapture(trace, 200, "--set", OFTEN).await("capture is ready");
            await(status -> missing(status).isEmpty());
            ProcessView busy = view("worker", "first");
            assertThat(busy.said().getPartitions().get("packets")).containsExactly(0, 1, 2, 3);
            assertThat(busy.said().getMetricsAddress()).startsWith("127.0.0.1:");
            ChildProcess well = cluster.start("status", List.of());
            assertThat(well.awaitEnd()).as(well.text()).isZero();
            assertThat(well.text())
                    .contains("all is well", "packets 0-3")
                    .containsPattern("capture +traffic.pcap|capture +\\S+ +ready");

            worker.kill();
            ChildProcess ill = cluster.start("status", List.of("--json"));
            assertThat(ill.awaitEnd()).as(ill.text()).isEqualTo(9);
            assertThat(ill.text())
                    .contains("\"well\":false", "worker first is silent", "there is no worker")
                    .contains("\"role\":\"worker\",\"node\":\"first\",\"state\":\"silent\"");

            // Its successor takes its place on the list, whatever it is called.
            cluster.stream("worker", "-C", "--set", OFTEN, "--set", "NodeName=second");
            await(status -> status.faults().isEmpty());
            assertThat(ClusterStatus.read(brokers.client()).processes())
                    .noneMatch(each -> each.said().getNode().equals("first"));

            logger.end();
            await(status -> status.faults().equals(List.of("there is no logger")));
        }
    }

    private ProcessView view(String role, String node) throws ExecutionException, InterruptedException {
        return ClusterStatus.read(brokers.client()).processes().stream()
                .filter(each -> each.said().getRole().equals(role)
                        && each.said().getNode().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Measure> missing(ClusterStatus status) {
        Set<Measure> missing = EnumSet.complementOf(EnumSet.copyOf(MAY_BE_MISSING));
        missing.removeIf(measure ->
                status.processes().stream().anyMatch(each -> each.total(measure).isPresent()));
        return missing;
    }

    private void await(Predicate<ClusterStatus> condition) {
        boolean met = ChildProcess.until(PATIENCE, () -> condition.test(read()));
        assertThat(met)
                .as(() -> read().faults() + ", not measured: " + missing(read()))
                .isTrue();
    }

    private ClusterStatus read() {
        try {
            return ClusterStatus.read(brokers.client());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
