package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.node.CaptureNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A logger that archives every two seconds of traffic is killed again and again: each line is in the archive, once. */
@Tag("faults")
class RotationKillTest {
    private static final int KILLS = Integer.getInteger("brook.faults.kills", 25);
    /** For how long packets come at the usual pace, and the logger is killed. */
    private static final int SECONDS = Integer.getInteger("brook.faults.rotation.seconds", 120);

    private static final int PACE = 400;
    private static final Duration WRITING = Duration.ofMinutes(3);
    private static final String LOG_NAME = "[a-z0-9_]+\\..*";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<Path, Long> archived = new TreeMap<>();

    @Test
    void archivesEachLineOnceHoweverOftenItIsKilled() throws Exception {
        Path trace = Traffic.writeMixed(directory.resolve("traffic.pcap"), PACE * SECONDS * 5 / 2);
        Map<String, List<String>> expected = Cluster.records(Cluster.undisturbed(trace, directory));
        Random random = new Random(17);
        try (Brokers brokers = Brokers.start(1, directory);
                Cluster cluster = new Cluster(brokers, directory)) {
            cluster.worker();
            cluster.stream("state-sync");
            cluster.stream("notice-manager");
            ChildProcess logger = logger(cluster);
            ChildProcess capture = cluster.capture(trace, PACE);
            long start = System.nanoTime();
            for (int i = 0; i < KILLS; i++) {
                await(start, (i + random.nextDouble()) * SECONDS / KILLS);
                assertThat(capture.isAlive()).as("the traffic goes on").isTrue();
                logger.kill();
                assertThatNoArchiveHasChanged(cluster.logs());
                logger = logger(cluster);
            }
            await(start, SECONDS);
            assertThat(archived).as("archived before the last kill").hasSizeGreaterThan(KILLS);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            assertThat(capture.isAlive()).as("the traffic has gone on").isTrue();
            capture.end();
            assertThat(cluster.capture(trace, CaptureNode.NO_LIMIT).awaitEnd(WRITING))
                    .isZero();
            ChildProcess.until(
                    WRITING,
                    () -> isAllArchived(cluster.logs()) && lines(cluster.logs()).equals(expected));
            assertThat(lines(cluster.logs())).isEqualTo(expected);
            assertThatNoArchiveHasChanged(cluster.logs());
            assertThat(archived.keySet()).noneMatch(file -> file.toString().contains("-2.log"));
            System.out.printf(
                    "%d kills in %d s of load; %d files were archived, with %d lines of %d logs, each once%n",
                    KILLS,
                    seconds,
                    archived.size(),
                    expected.values().stream().mapToInt(List::size).sum(),
                    expected.size());
        }
    }

    /** Kills are at random moments: one in each of as many equal parts of the time. */
    private static void await(long start, double seconds) throws InterruptedException {
        long left = (long) (seconds * TimeUnit.SECONDS.toNanos(1)) - (System.nanoTime() - start);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
    }

    /** The only sensor has ended, so nothing stays behind. */
    private static boolean isAllArchived(Path logs) {
        String[] left = logs.toFile().list((folder, name) -> name.endsWith(".log"));
        return left != null && left.length == 0;
    }

    private static ChildProcess logger(Cluster cluster) throws IOException {
        return cluster.logger("--set", "LogRotationInterval=2");
    }

    private void assertThatNoArchiveHasChanged(Path logs) throws IOException {
        Map<Path, Long> now = new TreeMap<>();
        for (Path file : files(logs)) {
            if (file.toString().endsWith(".gz")) {
                now.put(file, checksum(file));
            }
        }
        assertThat(now).containsAllEntriesOf(archived);
        archived.putAll(now);
    }

    private static long checksum(Path file) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32C())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    /** The lines of each log, archived or not, sorted. */
    private static Map<String, List<String>> lines(Path logs) {
        Map<String, List<String>> lines = new TreeMap<>();
        try {
            for (Path file : files(logs)) {
                String name = file.getFileName().toString();
                if (name.matches(LOG_NAME)) {
                    read(file, lines.computeIfAbsent(name.replaceFirst("\\..*", ".log"), log -> new ArrayList<>()));
                }
            }
        } catch (IOException e) {
            // A file was archived meanwhile.
            return Map.of();
        }
        lines.values().forEach(each -> each.sort(null));
        return lines;
    }

    private static void read(Path file, List<String> into) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(into::add);
        }
    }

    /** Files can be renamed or removed while the logger works; they are where they belong when it has come to the end. */
    private static List<Path> files(Path logs) throws IOException {
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }
}
