package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of a large site's traffic, as fast as it goes: a worker with a heap of 1 GiB holds no more at the end than when it has met
 * all hosts, and neither do the stages and the logger. {@code -Dbrook.faults.hosts} and {@code -Dbrook.faults.hours} make it another site
 * and another day.
 */
@Tag("faults")
class DayTest {
    private static final int HOSTS = Integer.getInteger("brook.faults.hosts", 200_000);
    private static final int HOURS = Integer.getInteger("brook.faults.hours", 24);
    private static final int FIRST = 2;
    /** What is held in the last few hours is compared with what is held in so many from the second one on. */
    private static final int SOME = 5;

    private static final double MOST_GROWTH = 1.1;
    private static final Duration AN_HOUR = Duration.ofMinutes(5);
    private static final Duration UNCOMMITTED = Duration.ofMinutes(15);
    /** It is a long run, so that the second compiler pays; and what is dead is to be squeezed out, which then counts for nothing. */
    private static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=4", "-XX:MarkSweepAlwaysCompactCount=1");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
    private final List<Map<String, LiveSet>> hours = new ArrayList<>();

    @Test
    void holdsNoMoreAfterADayThanAfterTwoHours() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory);
                PacketTime time = new PacketTime(brokers)) {
            start(cluster, "worker", "-Xmx1g", "--threads", "2", "--partitions", "4", "-C");
            start(cluster, "state-sync", "-Xmx1g", "--threads", "1", "--partitions", "4");
            start(cluster, "notice-manager", "-Xmx320m", "--threads", "1", "--partitions", "4");
            start(cluster, "logger", "-Xmx320m", "--log-dir", cluster.logs().toString());
            ChildProcess capture = start(
                    cluster,
                    "capture",
                    "-Xmx320m",
                    "--sensor",
                    "day",
                    "--partitions",
                    "4",
                    "-C",
                    "--pace",
                    Integer.toString(CaptureNode.NO_LIMIT),
                    "-");
            System.out.println("hour, seconds, live MiB of each of " + processes.keySet());
            long begun = System.nanoTime();
            try (OutputStream out = capture.input()) {
                new ManyHosts(HOSTS, Duration.ofHours(1)).write(out, HOURS, hour -> {
                    awaitTime(time, hour);
                    measure(hour, begun);
                });
            }
            judge();
        }
    }

    private ChildProcess start(Cluster cluster, String command, String heap, String... arguments) throws IOException {
        List<String> java = new ArrayList<>(JAVA);
        java.add(heap);
        ChildProcess process = cluster.start(java, command, List.of(arguments)).await(command + " is ready");
        processes.put(command, process);
        return process;
    }

    /** What was sent last may be in no transaction yet that is committed, so that nobody has it. */
    private void awaitTime(PacketTime time, int hour) {
        long almost = (ManyHosts.START + hour * 3_600_000_000L) * 1_000 - UNCOMMITTED.toNanos();
        boolean there = ChildProcess.until(AN_HOUR, () -> time.isPast(almost));
        assertThat(there)
                .as(() -> processes.values().stream()
                        .map(ChildProcess::text)
                        .toList()
                        .toString())
                .isTrue();
    }

    private void measure(int hour, long begun) {
        Map<String, LiveSet> held = new LinkedHashMap<>();
        processes.forEach((name, process) -> held.put(name, LiveSet.of(process)));
        hours.add(held);
        StringBuilder line = new StringBuilder();
        held.values().forEach(each -> line.append(String.format(Locale.ROOT, " %8.1f", each.mebibytes())));
        System.out.printf(Locale.ROOT, "%4d %6d %s%n", hour, (System.nanoTime() - begun) / 1_000_000_000, line);
    }

    private void judge() {
        Map<String, LiveSet> first = hours.get(FIRST - 1);
        Map<String, LiveSet> last = hours.get(hours.size() - 1);
        last.forEach((process, held) -> System.out.printf(
                Locale.ROOT,
                "%s: %.1f MiB after %d hours, %.1f MiB at the end; what has grown most:%n%s%n",
                process,
                first.get(process).mebibytes(),
                FIRST,
                held.mebibytes(),
                held.growthSince(first.get(process))));
        // The capture keeps buffers to use them again, 32 MiB at most.
        List<String> judged = processes.keySet().stream()
                .filter(each -> !each.equals("capture"))
                .toList();
        int size = hours.size();
        List<Map<String, LiveSet>> early = hours.subList(FIRST - 1, Math.min(FIRST - 1 + SOME, size));
        List<Map<String, LiveSet>> late = hours.subList(Math.max(FIRST - 1, size - SOME), size);
        assertThat(judged)
                .allSatisfy(process -> assertThat(least(late, process))
                        .as(process)
                        .isLessThanOrEqualTo(least(early, process) * MOST_GROWTH));
    }

    /** Without what happened to be under way. */
    private static double least(List<Map<String, LiveSet>> some, String process) {
        return some.stream()
                .mapToDouble(hour -> hour.get(process).mebibytes())
                .min()
                .orElseThrow();
    }
}
