package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.Compression;
import io.brook.notice.disk.Disk;
import io.brook.schemas.format.LogStyle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logger archives its files period by period, and is killed before everything that it does to the file system. */
class ArchivingTest {
    private static final int CHUNK = 40;
    private static final int CHUNKS = 2;
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Set<String> SENSORS = Set.of("a", "b");

    @TempDir
    private static Path brokerDirectory;

    private static LoggerBroker broker;

    @TempDir
    private Path root;

    @BeforeAll
    static void start() {
        broker = new LoggerBroker(brokerDirectory, 40);
        try (LogTraffic traffic = broker.traffic("archiving")) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                for (String sensor : SENSORS) {
                    traffic.lines(sensor, chunk * CHUNK, (chunk + 1) * CHUNK);
                }
            }
            SENSORS.forEach(sensor -> traffic.commit(() -> traffic.end(sensor)));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void archivesEachPeriodOfEachLog(boolean perSensor) throws IOException {
        Map<String, String> archived = undisturbed(perSensor);
        String folder = perSensor ? "1970-01-01/a/" : "1970-01-01/";
        assertThat(archived.keySet())
                .contains(
                        folder + "known_hosts.00:00:00-00:00:30.log.gz",
                        folder + "known_hosts.00:00:30-00:01:00.log.gz",
                        folder + "known_hosts.00:01:00-00:01:30.log.gz",
                        folder + "known_services.00:00:00-00:00:30.log.gz")
                .hasSize(perSensor ? 12 : 6);
        archived.forEach((name, text) -> {
            assertThat(text).startsWith("#separator").containsOnlyOnce("#open").containsOnlyOnce("#close");
            int start = Integer.parseInt(name.replaceFirst(".*\\.00:(\\d\\d):.*", "$1")) * 60
                    + Integer.parseInt(name.replaceFirst(".*\\.00:\\d\\d:(\\d\\d)-.*", "$1"));
            assertThat(rows(text))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(Double.parseDouble(row.split("\t")[0]))
                            .isGreaterThanOrEqualTo(start)
                            .isLessThan(start + PERIOD.toSeconds()));
        });
        assertThat(archived.values().stream()
                        .mapToInt(text -> rows(text).size())
                        .sum())
                .isEqualTo((CHUNKS * CHUNK + (CHUNKS * CHUNK + 2) / 3) * SENSORS.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesAndDoublesNothingWhereverItIsKilled(boolean perSensor) throws IOException {
        Map<String, String> expected = undisturbed(perSensor);
        int kills = 0;
        int step = 0;
        for (boolean killed = true; killed; kills++) {
            // With folders everything happens once more for each of them.
            step += perSensor ? 5 : 1;
            Path directory = root.resolve("killed" + kills);
            killed = isKilled(directory, perSensor, new DyingDisk(step));
            Map<String, byte[]> before = archived(directory);
            tear(directory);
            if (killed && kills % 3 == 0) {
                isKilled(directory, perSensor, new DyingDisk(kills % 11 + 1));
                tear(directory);
            }
            if (killed) {
                assertThat(isKilled(directory, perSensor, DyingDisk.never())).isFalse();
            }
            assertThat(logs(directory)).as("killed before step " + step).isEqualTo(expected);
            Map<String, byte[]> after = archived(directory);
            before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
        }
        assertThat(kills).isGreaterThan(15);
    }

    @Test
    void leavesOutTheCompression() throws IOException {
        Path directory = root.resolve("plain");
        run(directory, false, DyingDisk.never(), Compression.NONE);
        assertThat(directory.resolve("1970-01-01/known_hosts.00:00:30-00:01:00.log"))
                .content()
                .startsWith("#separator");
    }

    @Test
    void compressesWithACommand() throws IOException {
        Path directory = root.resolve("command");
        run(directory, false, DyingDisk.never(), new Compression(".upper", List.of("tr", "a-z", "A-Z")));
        assertThat(directory.resolve("1970-01-01/known_hosts.00:00:30-00:01:00.log.upper"))
                .content()
                .startsWith("#SEPARATOR");
    }

    private Map<String, String> undisturbed(boolean perSensor) throws IOException {
        Path directory = root.resolve("undisturbed");
        assertThat(isKilled(directory, perSensor, DyingDisk.never())).isFalse();
        return logs(directory);
    }

    private static boolean isKilled(Path directory, boolean perSensor, Disk disk) {
        try {
            run(directory, perSensor, disk, Compression.GZIP);
            return false;
        } catch (DyingDisk.Killed e) {
            return true;
        }
    }

    private static void run(Path directory, boolean perSensor, Disk disk, Compression compression) {
        List<String> said = new ArrayList<>();
        LoggerConfig files = new LoggerConfig(
                directory.resolve("current"),
                LogStyle.TSV,
                perSensor,
                LoggerConfig.SENSOR_TIMEOUT,
                new ArchiveConfig(PERIOD, directory, compression),
                said::add);
        try (LogRun run = broker.run(TestLogger.run(files, SENSORS, Duration.ZERO, 1 << 20, disk))) {
            LoggerBroker.finish(run);
        }
        assertThat(said).isEmpty();
    }

    /** Half a line, as a kill leaves it. */
    private static void tear(Path directory) throws IOException {
        for (Path file : files(directory.resolve("current"))) {
            if (file.getFileName().toString().matches("[a-z_]+\\.log") && Files.exists(checkpoint(directory))) {
                Files.writeString(file, "half a li", StandardOpenOption.APPEND);
            }
        }
    }

    private static Path checkpoint(Path directory) {
        return directory.resolve("current/.brook-logger.avro");
    }

    private static List<String> rows(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static Map<String, byte[]> archived(Path directory) throws IOException {
        Map<String, byte[]> archived = new TreeMap<>();
        for (Path file : files(directory)) {
            if (file.getFileName().toString().matches("[a-z_]+\\..*\\.log\\.gz")) {
                archived.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return archived;
    }

    /** All files but the lock; archived ones unpacked. */
    private static Map<String, String> logs(Path directory) throws IOException {
        Map<String, String> logs = new TreeMap<>();
        for (Path file : files(directory)) {
            String name = directory.relativize(file).toString();
            if (!name.equals(".brook-archive.lock")) {
                logs.put(name, text(file));
            }
        }
        return logs;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
