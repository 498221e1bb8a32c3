package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import io.brook.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The steps of docs/operations.md, "More partitions". */
@Tag("faults")
class MorePartitionsTest {
    private static final int MORE = 8;
    private static final int PACKETS = 10_000;
    private static final String CONNECTIONS = "brook-analysis-flows-changelog";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void goesOnWithMorePartitionsWhenNoConnectionIsOpen() throws Exception {
        Path first = Traffic.write(directory.resolve("first.pcap"), PACKETS);
        Path second = Traffic.write(directory.resolve("second.pcap"), PACKETS + 1);
        Map<String, List<String>> expected = Cluster.records(Cluster.undisturbed(first, directory));
        Map<String, List<String>> both = joined(expected, Cluster.records(Cluster.undisturbed(second, directory)));
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory);
                Admin admin = Admin.create(brokers.client())) {
            ChildProcess worker = cluster.worker();
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            cluster.logger();
            capture(cluster, first);
            cluster.awaitRecords(expected);
            worker.end();
            admin.createPartitions(Map.of(
                            Topics.PACKETS.name(),
                            NewPartitions.increaseTo(MORE),
                            CONNECTIONS,
                            NewPartitions.increaseTo(MORE)))
                    .all()
                    .get();
            cluster.worker();
            cluster.worker();
            capture(cluster, second);
            cluster.awaitRecords(both);
        }
    }

    private static void capture(Cluster cluster, Path trace) throws Exception {
        ChildProcess capture = cluster.capture(trace, CaptureNode.NO_LIMIT);
        assertThat(capture.awaitEnd(Duration.ofMinutes(1))).as(capture.text()).isZero();
    }

    private static Map<String, List<String>> joined(Map<String, List<String>> some, Map<String, List<String>> more) {
        Map<String, List<String>> joined = new HashMap<>(some);
        more.forEach((log, lines) -> joined.merge(log, lines, (a, b) -> {
            List<String> all = new ArrayList<>(a);
            all.addAll(b);
            return all.stream().sorted().toList();
        }));
        return joined;
    }
}
