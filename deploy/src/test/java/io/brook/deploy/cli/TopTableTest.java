package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopTableTest {
    private static final Duration BETWEEN = Duration.ofMillis(2500);

    @TempDir
    private Path base;

    private List<Node> nodes;

    @BeforeEach
    void layOut() throws Exception {
        Path etc = Files.createDirectory(base.resolve("etc"));
        Files.writeString(etc.resolve("node.cfg"), """
                [manager]
                type=manager
                [proxy-1]
                type=proxy
                [worker-1]
                type=worker
                """);
        nodes = Cluster.open(List.of("brook"), base).nodes(List.of("proxy-1", "worker-1"));
    }

    @Test
    void whatCountsUpIsShownAsARate() {
        TopTable table = TopTable.of(
                List.of(use(0, 7, 1000, Map.of()), use(1, 8, 500, packets(1000))),
                List.of(use(0, 7, 3500, lag(5)), use(1, 8, 1000, packets(3500))),
                BETWEEN);
        assertThat(table.rows(TopTable.Order.NODE).cells())
                .containsExactly(
                        List.of(
                                "proxy-1",
                                "state-sync",
                                "localhost",
                                "7",
                                "2M",
                                "1M",
                                "20",
                                "100.0%",
                                "-",
                                "5",
                                "java"),
                        List.of(
                                "worker-1",
                                "worker",
                                "localhost",
                                "8",
                                "2M",
                                "1M",
                                "20",
                                "20.0%",
                                "1000",
                                "-",
                                "java"));
        assertThat(table.rows(TopTable.Order.PACKETS).cells().get(0)).startsWith("worker-1");
        assertThat(table.rows(TopTable.Order.CPU).cells().get(0)).startsWith("proxy-1");
        assertThat(table.isComplete()).isTrue();
    }

    @Test
    void aNewProcessHasNoRates() {
        TopTable table = TopTable.of(
                List.of(use(0, 7, 1000, Map.of()), use(1, 8, 500, packets(1000))),
                List.of(use(0, 0, 0, Map.of()), use(1, 9, 100, packets(10))),
                BETWEEN);
        assertThat(table.rows(TopTable.Order.NODE).cells())
                .containsExactly(
                        List.of(
                                "proxy-1",
                                "state-sync",
                                "localhost",
                                "-",
                                "-",
                                "-",
                                "-",
                                "-",
                                "-",
                                "-",
                                "<not running>"),
                        List.of("worker-1", "worker", "localhost", "9", "2M", "1M", "20", "3.5%", "-", "-", "java"));
        assertThat(table.isComplete()).isFalse();
        assertThat(table.running()).isEqualTo("1 of 2 nodes run");
    }

    private NodeUse use(int node, long pid, long cpuMs, Map<String, Double> metrics) {
        return new NodeUse(nodes.get(node), pid, 2048, 1024, 3.5, 20, cpuMs, "java", metrics);
    }

    private static Map<String, Double> packets(double count) {
        return Map.of(Measure.WORKER_PACKETS.id(), count);
    }

    private static Map<String, Double> lag(double count) {
        return Map.of(Measure.LAG.id(), count);
    }
}
