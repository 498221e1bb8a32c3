package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are away are worth a line, and nothing of Kafka's own words. */
@Timeout(600)
class OutageTest {
    private static final int PACKETS_PER_SECOND = 15;
    private static final String GONE = "no broker answers";
    private static final String BACK = "the brokers answer again";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void isToldInOneLine() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            List<ChildProcess> processes =
                    List.of(cluster.worker(), cluster.logger(), cluster.capture(Samples.OFFICE, PACKETS_PER_SECOND));
            brokers.kill(0);
            processes.forEach(each -> each.await(GONE + " at " + brokers.servers() + "; waiting"));
            brokers.restart(0);
            processes.forEach(each -> each.await(BACK + ", after "));
            for (ChildProcess each : processes) {
                assertThat(each.text()).doesNotContain("ERROR", "\tat ", "Exception");
                assertThat(outages(each)).startsWith(GONE, BACK).doesNotContainSequence(GONE, GONE);
            }
        }
    }

    /** A broker that has just been started on a busy machine may be slow to answer: that is another outage. */
    private static List<String> outages(ChildProcess process) {
        return process.text()
                .lines()
                .flatMap(line -> Stream.of(GONE, BACK).filter(line::contains))
                .toList();
    }
}
