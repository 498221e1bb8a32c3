package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.checkpoint.Checkpoint;
import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The logger killed at many points. A kill leaves what had been written so far: copies of the directory, taken while the
 * logger works, with torn writes behind it.
 */
class RestartTest {
    private static final int CHUNK = 50;
    private static final int CHUNKS = 8;
    private static final String CHECKPOINT = ".brook-logger.avro";

    @TempDir
    private static Path brokerDirectory;

    private static LoggerBroker broker;

    @TempDir
    private Path root;

    @BeforeAll
    static void start() {
        broker = new LoggerBroker(brokerDirectory, 60);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"true,100000", "false,100000", "false,2000"})
    void writesTheSameFilesWhereverItIsKilled(boolean perSensor, long memory) throws IOException {
        Set<String> sensors = Set.of("a" + perSensor + memory, "b" + perSensor + memory);
        List<Path> moments = new ArrayList<>();
        Path worked = root.resolve("worked");
        try (LogTraffic traffic = broker.traffic("moments" + perSensor + memory);
                LogRun run = run(worked, perSensor, sensors, memory, Duration.ZERO)) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                publish(traffic, sensors, chunk);
                long before = lines(run);
                LoggerBroker.stepUntil(run, () -> {
                    moments.add(copy(worked, root.resolve("moment" + moments.size())));
                    return lines(run) > before;
                });
            }
            LoggerBroker.finish(run);
        }
        Map<String, String> expected = undisturbed(perSensor, sensors);
        assertThat(logs(worked)).isEqualTo(expected);
        assertThat(checkpoints(moments)).hasSizeGreaterThan(5);
        for (int i = 1; i < moments.size(); i++) {
            Path killed = copy(moments.get(i), root.resolve("killed" + i));
            if (i % 2 == 0) {
                // Killed before the checkpoint took the place of the one before.
                replaceCheckpoint(moments.get(i - 1), killed);
            }
            tear(killed);
            try (LogRun run = run(killed, perSensor, sensors, memory)) {
                LoggerBroker.finish(run);
                assertThat(run.lines()).isEqualTo(Map.of("known_hosts", 800L, "known_services", 268L));
            }
            assertThat(logs(killed)).as("killed at step " + i).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesTheSameFilesHoweverOftenItIsKilled(boolean perSensor) throws IOException {
        Set<String> sensors = Set.of("c" + perSensor, "d" + perSensor);
        Path killed = root.resolve("killed");
        Random random = new Random(5);
        try (LogTraffic traffic = broker.traffic("often" + perSensor)) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                try (LogRun run = run(killed, perSensor, sensors, 5000, Duration.ZERO)) {
                    publish(traffic, sensors, chunk);
                    long before = lines(run);
                    LoggerBroker.stepUntil(run, () -> lines(run) > before || random.nextInt(20) == 0);
                    run.step();
                }
                tear(killed);
            }
        }
        try (LogRun run = run(killed, perSensor, sensors, 5000)) {
            LoggerBroker.finish(run);
        }
        assertThat(logs(killed)).isEqualTo(undisturbed(perSensor, sensors));
    }

    /** By the contract of progress there are none; should there be one nevertheless, it is not lost either. */
    @Test
    void writesALineOnceThatComesTooLate() throws IOException {
        Path killed = root.resolve("killed");
        try (LogTraffic traffic = broker.traffic("too late")) {
            traffic.lines("late", 0, 50);
            try (LogRun run = run(killed, false, Set.of("late"), 5000, Duration.ZERO)) {
                LoggerBroker.stepUntil(run, () -> lines(run) > 50);
                traffic.commit(() -> traffic.host("late", 3));
                traffic.lines("late", 60, 100);
                for (int i = 0; i < 20; i++) {
                    run.step();
                    copy(killed, root.resolve("moment" + i));
                }
            }
            traffic.commit(() -> traffic.end("late"));
        }
        for (int i = 0; i < 20; i++) {
            Path moment = root.resolve("moment" + i);
            try (LogRun run = run(moment, false, Set.of("late"), 5000)) {
                LoggerBroker.finish(run);
            }
            assertThat(logs(moment).get("known_hosts.log").lines().filter(line -> line.endsWith("\t10.0.0.3")))
                    .as("killed at step " + i)
                    .hasSize(2);
        }
    }

    @Test
    void writesTheSameFilesWithoutCheckpointsWhenNobodyResumes() throws IOException {
        Set<String> sensors = Set.of("once", "never again");
        Path worked = root.resolve("worked");
        Disk unforced = new Disk() {
            @Override
            public void force(Path file) {
                throw new AssertionError(file + " is forced to disk");
            }
        };
        LogRunConfig config = new LogRunConfig(
                TestLogger.config(worked, true),
                false,
                sensors,
                false,
                Duration.ZERO,
                1 << 20,
                unforced,
                Runnable::run);
        try (LogTraffic traffic = broker.traffic("once");
                LogRun run = broker.run(config)) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                publish(traffic, sensors, chunk);
                long before = lines(run);
                LoggerBroker.stepUntil(run, () -> lines(run) > before);
                assertThat(worked.resolve(CHECKPOINT)).doesNotExist();
            }
            LoggerBroker.finish(run);
        }
        assertThat(logs(worked)).isEqualTo(undisturbed(true, sensors));
    }

    private static void publish(LogTraffic traffic, Set<String> sensors, int chunk) {
        for (String sensor : sensors) {
            traffic.lines(sensor, chunk * CHUNK, (chunk + 1) * CHUNK);
            if (chunk == CHUNKS - 1) {
                traffic.commit(() -> traffic.end(sensor));
            }
        }
    }

    private static LogRun run(Path directory, boolean perSensor, Set<String> sensors, long memory) {
        return run(directory, perSensor, sensors, memory, Duration.ofDays(1));
    }

    private static LogRun run(Path directory, boolean perSensor, Set<String> sensors, long memory, Duration interval) {
        return broker.run(TestLogger.run(TestLogger.config(directory, perSensor), sensors, interval, memory));
    }

    private static long lines(LogRun run) {
        return run.lines().values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, String> undisturbed(boolean perSensor, Set<String> sensors) throws IOException {
        Path directory = root.resolve("undisturbed");
        try (LogRun run = run(directory, perSensor, sensors, 1 << 20)) {
            LoggerBroker.finish(run);
        }
        Map<String, String> logs = logs(directory);
        assertThat(logs).hasSize(perSensor ? 4 : 2);
        assertThat(logs.values()).allMatch(log -> log.contains("#close"));
        return logs;
    }

    /** How many different checkpoints there are in which files have lines, and more to come. */
    private static Set<Map<String, Long>> checkpoints(List<Path> moments) {
        Set<Map<String, Long>> reached = new HashSet<>();
        for (Path moment : moments) {
            try (CheckpointFile file = new CheckpointFile(moment, new Disk())) {
                file.read().map(Checkpoint::getLines).ifPresent(reached::add);
            }
        }
        return reached;
    }

    private static Path copy(Path from, Path to) {
        try {
            for (Path file : files(from)) {
                if (!file.endsWith(".brook-logger.lock")) {
                    Path target = to.resolve(from.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    private static void replaceCheckpoint(Path older, Path directory) throws IOException {
        Path checkpoint = directory.resolve(CHECKPOINT);
        Files.deleteIfExists(checkpoint);
        if (Files.exists(older.resolve(CHECKPOINT))) {
            Files.copy(older.resolve(CHECKPOINT), checkpoint);
        }
    }

    /** What a kill may leave behind: half a line, a file that no checkpoint knows, half a checkpoint, waiting lines. */
    private static void tear(Path directory) throws IOException {
        List<String> ended;
        try (CheckpointFile file = new CheckpointFile(directory, new Disk())) {
            ended = file.read().map(Checkpoint::getEnded).orElse(List.of());
        }
        for (Path file : files(directory)) {
            // What has ended is on disk, and nobody touches it again.
            boolean complete = ended.contains(file.getParent().getFileName().toString());
            if (file.toString().endsWith(".log") && !complete) {
                Files.writeString(file, "half a li", StandardOpenOption.APPEND);
            }
        }
        if (Files.exists(directory.resolve("known_hosts.log")) && Files.exists(directory.resolve(CHECKPOINT))) {
            Files.writeString(directory.resolve("dns.log"), "half a li");
        }
        Files.writeString(directory.resolve(CHECKPOINT + ".tmp"), "Obj");
        Files.writeString(directory.resolve(".held-lines-1.tmp"), "half a li");
    }

    private static Map<String, String> logs(Path directory) throws IOException {
        Map<String, String> logs = new TreeMap<>();
        for (Path file : files(directory)) {
            if (!file.endsWith(".brook-logger.lock")) {
                logs.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return logs;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
