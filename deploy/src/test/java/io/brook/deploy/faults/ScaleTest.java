package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers come and go while traffic flows: the logs are those of a run in which nothing happened, and while it is known who does what,
 * each worker has its share of the packets.
 */
@Tag("faults")
class ScaleTest {
    private static final List<Integer> WORKERS = List.of(1, 2, 4, 1);
    private static final int PARTITIONS = 8;
    private static final int HOSTS = 20_000;
    /** By so many it is measured, with each number of workers. */
    private static final int PACKETS = 15_000;

    private static final int PACE = 1_000;
    private static final Duration LEFT_OVER = Duration.ofMinutes(3);
    private static final double MOST_OFF = 0.25;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void sharesTheTrafficAmongOneTwoAndFourWorkersAndOneAgain() throws Exception {
        Path trace = new ManyHosts(HOSTS, Duration.ofMinutes(20)).write(directory.resolve("traffic.pcap"), 2);
        Map<String, List<String>> expected = Cluster.undisturbed(trace, directory);
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory, PARTITIONS, "--set", "HeartbeatInterval=1")) {
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            cluster.logger();
            List<ChildProcess> workers = new ArrayList<>(List.of(cluster.worker()));
            ChildProcess capture = cluster.capture(trace, PACE);
            for (int count : WORKERS) {
                while (workers.size() < count) {
                    workers.add(cluster.worker());
                }
                while (workers.size() > count) {
                    workers.remove(0).end();
                }
                Shares shares = Shares.measure(brokers, count, PARTITIONS, PACKETS);
                System.out.println(shares);
                assertThat(capture.isAlive()).as("the traffic goes on").isTrue();
                assertThat(shares.ofMean())
                        .as(shares.toString())
                        .allSatisfy(share -> assertThat(share).isBetween(1 - MOST_OFF, 1 + MOST_OFF));
            }
            capture.end();
            ChildProcess rest = cluster.capture(trace, CaptureNode.NO_LIMIT);
            assertThat(rest.awaitEnd(LEFT_OVER)).as(rest.text()).isZero();
            cluster.awaitLogs(expected);
        }
    }
}
