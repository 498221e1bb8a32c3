package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster without any traffic takes of the processors, once it has analysed a trace and come to rest: little. Live captures of
 * quiet links are not among its processes; they tell how far they have come twice a second.
 */
@Tag("faults")
class AtRestTest {
    private static final Duration SETTLING = Duration.ofSeconds(Long.getLong("brook.rest.settle", 60));
    private static final Duration MEASURED = Duration.ofSeconds(Long.getLong("brook.rest.seconds", 60));
    /** Shares of a core, in percent: between what was measured when nothing slept, and what docs/performance.md has now. */
    private static final double MOST_OF_BROKER = 4.5;

    private static final double MOST_OF_OTHERS = 2.5;
    private static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=4");

    @TempDir
    private Path directory;

    private final Map<String, ChildProcess> processes = new LinkedHashMap<>();

    @Test
    void takesNextToNothing() throws Exception {
        Path trace = Traffic.write(directory.resolve("some"), 400);
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            processes.put("broker", brokers.process(0));
            start(cluster, "worker", "--threads", "2", "--partitions", "4", "-C");
            start(cluster, "state-sync", "--threads", "1", "--partitions", "4");
            start(cluster, "notice-manager", "--threads", "1", "--partitions", "4");
            start(cluster, "logger", "--log-dir", cluster.logs().toString());
            assertThat(cluster.capture(trace, CaptureNode.NO_LIMIT).awaitEnd()).isZero();
            cluster.awaitLogs(Cluster.undisturbed(trace, directory));
            print("after it has analysed", percent(SETTLING));
            Map<String, Double> rest = percent(MEASURED);
            print("at rest", rest);
            rest.forEach((name, share) ->
                    assertThat(share).as(name).isLessThan(name.equals("broker") ? MOST_OF_BROKER : MOST_OF_OTHERS));
        }
    }

    private void start(Cluster cluster, String command, String... arguments) throws IOException {
        processes.put(command, cluster.start(JAVA, command, List.of(arguments)).await(command + " is ready"));
    }

    /** What each process takes of a core while that time passes. */
    private Map<String, Double> percent(Duration time) {
        Map<String, Double> before = cpu();
        long begun = System.nanoTime();
        ChildProcess.until(time, () -> processes.values().stream().anyMatch(process -> !process.isAlive()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Double> after = cpu();
        after.replaceAll((name, now) -> 100 * (now - before.get(name)) / seconds);
        return after;
    }

    private Map<String, Double> cpu() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        processes.forEach((name, process) -> cpu.put(name, process.cpuSeconds()));
        return cpu;
    }

    private static void print(String when, Map<String, Double> shares) {
        StringBuilder line = new StringBuilder();
        shares.forEach((name, share) -> line.append(String.format(Locale.ROOT, ", %s %.2f %%", name, share)));
        System.out.println(when + line);
    }
}
