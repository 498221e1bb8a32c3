package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A capture is killed and does not come back: what it left open does not hold up other sensors for long. */
class DeadCaptureTest {
    private static final int PACKETS = 20_000;
    private static final int PACE = 300;
    /** The timeout, as long as the brokers may take to see it, and time to work on two cores; it was three minutes. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void othersWaitForItsOpenTransactionNoLongerThanTheyAreTold() throws Exception {
        Path trace = Traffic.write(directory.resolve("dies.pcap"), PACKETS);
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.worker();
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            cluster.logger("--each");
            killInTransaction(cluster, brokers, trace);
            cluster.capture(Samples.OFFICE, 100_000);
            Path log = cluster.logs().resolve("office.pcap/conn.log");
            assertThat(ChildProcess.until(BOUND, () -> Files.exists(log)))
                    .as("the lines of the other sensor")
                    .isTrue();
        }
    }

    private static void killInTransaction(Cluster cluster, Brokers brokers, Path trace) throws Exception {
        try (Admin admin = Admin.create(brokers.client())) {
            for (boolean open = false; !open; ) {
                ChildProcess capture = cluster.capture(trace, PACE, "--set", "SensorTimeout=5");
                assertThat(ChildProcess.until(BOUND, () -> isOpen(admin, trace)))
                        .isTrue();
                capture.kill();
                open = isOpen(admin, trace);
            }
        }
    }

    private static boolean isOpen(Admin admin, Path trace) {
        String id = "brook-capture-" + trace.getFileName();
        try {
            return admin.describeTransactions(List.of(id)).description(id).get().state() == TransactionState.ONGOING;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
