package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the processes of a cluster say of themselves. */
class StatusTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d) ";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void sayWhatTheyHaveToDoHowTheyAreAndThatChecksumsAreWrong() throws Exception {
        // The copies of the sample have its checksums, and other addresses.
        Path trace = Traffic.write(directory.resolve("traffic.pcap"), 2_000);
        String often = "StatusInterval=1";
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            ChildProcess worker = cluster.stream("worker", "--set", often);
            ChildProcess quiet = cluster.stream("worker", "--quiet", "--no-timestamps", "--set", often);
            ChildProcess logger = cluster.logger("--set", often);
            worker.await("has the partitions evidence ").await(" records (");
            logger.await(" lines (");
            assertThat(cluster.capture(trace, CaptureNode.NO_LIMIT).awaitEnd()).isZero();
            worker.awaitAnyOf(quiet, " packets have wrong checksums (", "give captures and workers -C");
            logger.await("; 0 records behind");
            quiet.end();
            // It takes over all of the partitions.
            worker.await("packets 0 1 2 3 of 4");
            worker.end();
            assertThat(worker.text().lines()).allMatch(line -> line.matches(TIME + ".*"));
            assertThat(worker.text())
                    .containsPattern("in the last \\d+ s: [\\d,]+ packets \\([\\d,]+/s\\), [\\d,]+ records");
            assertThat(quiet.text().lines()).noneMatch(line -> line.matches(TIME + ".*"));
            assertThat(quiet.text()).doesNotContain("has the partitions", "in the last");
        }
    }
}
