package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are away are worth a line, and nothing of Kafka's own words. */
@Timeout(300)
class OutageTest {
    private static final int PACKETS_PER_SECOND = 15;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void isToldInOneLine() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            List<ChildProcess> processes =
                    List.of(cluster.worker(), cluster.logger(), cluster.capture(Samples.OFFICE, PACKETS_PER_SECOND));
            brokers.kill(0);
            processes.forEach(each -> each.await("no broker answers at " + brokers.servers() + "; waiting"));
            brokers.restart(0);
            processes.forEach(each -> each.await("the brokers answer again, after "));
            for (ChildProcess each : processes) {
                assertThat(each.text()).doesNotContain("ERROR", "\tat ", "Exception");
                assertThat(each.text().lines().filter(line -> line.contains("no broker answers")))
                        .hasSize(1);
            }
        }
    }
}
