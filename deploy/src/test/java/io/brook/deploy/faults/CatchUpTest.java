package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a backlog of spool files takes, from the start of the capture to the last line in the logs, beside a plain trace in the same
 * cluster and {@code brook process} of the same packets. {@code -Dcatchup.trace=FILE} makes it another trace.
 */
@Tag("faults")
class CatchUpTest {
    private static final int FILES = 30;
    private static final int HOSTS = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> JAVA = List.of("-Xmx1g", "-XX:TieredStopAtLevel=4");
    /** In the same cores a cluster does what one process does, with a broker that is its own. */
    private static final double MOST_OF_PROCESS = 2;

    /** What ends a log that is closed. */
    private static final String CLOSE = "#close\t2026-01-01-00-00-00\n";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void aBacklogOfFilesIsAnalysedAboutAsFastAsATrace() throws Exception {
        Path trace = trace();
        String sensor = trace.getFileName().toString();
        ChildJava.makeArchive();
        long begun = System.nanoTime();
        Map<String, List<String>> expected = Cluster.undisturbed(JAVA, trace, directory);
        double process = seconds(begun);
        // The logger of a cluster does not close its logs.
        long size = bytes(directory.resolve("undisturbed-" + sensor)) - (long) CLOSE.length() * expected.size();
        Path spool = CutTrace.cut(trace, directory.resolve("spool"), 1, FILES, 0)
                .get(0)
                .get(0)
                .getParent();
        double plain = catchUp("plain", expected, size, sensor, trace.toString());
        double files =
                catchUp("files", expected, size, sensor, "--spool", spool.toString(), "--settle", "1", "--until-empty");
        System.out.printf(
                Locale.ROOT,
                "%.1f s by brook process; %.1f s by capture and cluster (%.2f); %.1f s from the spool (%.2f)%n",
                process,
                plain,
                plain / process,
                files,
                files / process);
        assertThat(files / process).isLessThanOrEqualTo(MOST_OF_PROCESS);
    }

    private Path trace() throws IOException {
        String given = System.getProperty("catchup.trace");
        return given == null
                ? new ManyHosts(HOSTS, Duration.ofMinutes(10)).write(directory.resolve("traffic.pcap"), 2)
                : Path.of(given);
    }

    /** Runs a capture into a cluster that is new and at work; gives the seconds from its start to the last line. */
    private double catchUp(String name, Map<String, List<String>> expected, long size, String sensor, String... packets)
            throws Exception {
        Path place = Files.createDirectories(directory.resolve(name));
        try (Brokers brokers = Brokers.start(1, place);
                Cluster cluster = new Cluster(brokers, place)) {
            ChildProcess worker = start(cluster, "worker", "--threads", "2", "--partitions", "4", "-C");
            start(cluster, "state-sync", "--threads", "1", "--partitions", "4");
            start(cluster, "notice-manager", "--threads", "1", "--partitions", "4");
            start(cluster, "logger", "--log-dir", cluster.logs().toString());
            List<String> arguments = new ArrayList<>(List.of("--sensor", sensor, "--partitions", "4", "-C"));
            arguments.addAll(List.of(packets));
            double cpu = worker.cpuSeconds();
            long begun = System.nanoTime();
            ChildProcess capture = cluster.start(JAVA, "capture", arguments);
            boolean done = ChildProcess.until(PATIENCE, () -> bytes(cluster.logs()) >= size);
            double seconds = seconds(begun);
            assertThat(done).as(capture.text()).isTrue();
            assertThat(capture.awaitEnd()).as(capture.text()).isZero();
            System.out.printf(
                    Locale.ROOT, "%s: the worker had %.2f cores%n", name, (worker.cpuSeconds() - cpu) / seconds);
            cluster.awaitLogs(expected);
            return seconds;
        }
    }

    private static ChildProcess start(Cluster cluster, String command, String... arguments) throws IOException {
        return cluster.start(JAVA, command, List.of(arguments)).await(command + " is ready");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** How large all logs are. */
    private static long bytes(Path logs) {
        if (!Files.isDirectory(logs)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(each -> each.toString().endsWith(".log"))
                    .mapToLong(log -> log.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
