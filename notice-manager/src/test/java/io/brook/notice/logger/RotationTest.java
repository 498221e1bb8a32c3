package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brook.schemas.format.LogParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log files that are moved, removed and truncated under the logger: each line is in one of them, once. */
class RotationTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int LINES = 40;

    @TempDir
    private static Path brokerDirectory;

    private static LoggerBroker broker;
    private static int sensors;

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private final String sensor = "sensor" + sensors++;
    private int published;

    @BeforeAll
    static void start() {
        broker = new LoggerBroker(brokerDirectory, 500);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(Rotation.class)
    void beginsAnewWhileItRuns(Rotation rotation) throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor);
                LogRun run = run(false, Duration.ZERO)) {
            for (int i = 1; i <= 3; i++) {
                publish(traffic, run);
                rotation.apply(log(), i);
            }
            publish(traffic, run);
            end(traffic, run);
        }
        assertEachLineOnce(false);
        assertThat(files()).hasSize(4);
        assertThat(said).hasSize(3).allMatch(line -> line.endsWith("; it begins anew"));
        assertThat(said.get(0))
                .startsWith(log().toString())
                .contains(
                        rotation == Rotation.COPY_AND_TRUNCATE
                                ? " was truncated to 0 bytes"
                                : " was moved to known_hosts.log.1");
    }

    static Stream<Arguments> kills() {
        return Stream.of(Rotation.values())
                .flatMap(rotation -> IntStream.range(0, 4)
                        .boxed()
                        .flatMap(when -> Stream.of(true, false).map(json -> Arguments.of(rotation, when, json))));
    }

    /** @param when how much is written around the rotation that no checkpoint knows */
    @ParameterizedTest
    @MethodSource("kills")
    void writesEachLineOnceWhenItIsKilled(Rotation rotation, int when, boolean json) throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor)) {
            try (LogRun run = run(json, NEVER)) {
                publish(traffic, run);
                run.askToLook();
                LoggerBroker.stepUntil(run, () -> Files.exists(directory.resolve(".brook-logger.avro")));
                if (when % 2 == 1) {
                    publish(traffic, run);
                }
                rotation.apply(log(), 1);
                if (when >= 2) {
                    publish(traffic, run);
                    Files.writeString(log(), "half a li", StandardOpenOption.APPEND);
                }
            }
            try (LogRun run = run(json, Duration.ZERO)) {
                publish(traffic, run);
                end(traffic, run);
            }
        }
        assertEachLineOnce(json);
        assertThat(files()).hasSize(2);
        assertThat(said).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Rotation.class)
    void goesOnWhenItWasEndedAndTheFileRotated(Rotation rotation) throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor)) {
            try (LogRun run = run(false, NEVER)) {
                publish(traffic, run);
                run.finish();
            }
            rotation.apply(log(), 1);
            byte[] rotated = Files.readAllBytes(directory.resolve("known_hosts.log.1"));
            try (LogRun run = run(false, NEVER)) {
                publish(traffic, run);
                end(traffic, run);
            }
            assertThat(directory.resolve("known_hosts.log.1")).hasBinaryContent(rotated);
        }
        assertEachLineOnce(false);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("was moved or copied to known_hosts.log.1; it begins anew");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesAMissingFileAnew(boolean running) throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor)) {
            LogRun run = run(false, Duration.ZERO);
            publish(traffic, run);
            if (!running) {
                run.close();
            }
            Files.delete(log());
            run = running ? run : run(false, Duration.ZERO);
            try (LogRun rest = run) {
                publish(traffic, rest);
                end(traffic, rest);
            }
        }
        assertThat(LogParser.rows(log())).hasSize(LINES);
        assertThat(Files.readAllLines(log()))
                .startsWith("#separator \\x09")
                .last()
                .asString()
                .startsWith("#close");
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith(log() + (running ? " is gone" : " is not as it was left"));
    }

    @Test
    void leavesWhatOthersHavePutInItsPlace() throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor);
                LogRun run = run(false, Duration.ZERO)) {
            publish(traffic, run);
            Files.move(log(), directory.resolve("elsewhere"));
            Files.writeString(log(), "a file of somebody else's\n");
            publish(traffic, run);
            end(traffic, run);
        }
        assertThat(Files.readAllLines(log())).startsWith("a file of somebody else's", "#separator \\x09");
        assertThat(said).singleElement().asString().contains("was replaced by another file");
    }

    @Test
    void takesAFileThatWasPutBackForItsOwn() throws IOException {
        try (LogTraffic traffic = broker.traffic(sensor);
                LogRun run = run(false, Duration.ZERO)) {
            publish(traffic, run);
            Files.copy(log(), directory.resolve("copy"));
            Files.delete(log());
            Files.move(directory.resolve("copy"), log());
            publish(traffic, run);
            end(traffic, run);
        }
        assertEachLineOnce(false);
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "nocreate", "copytruncate", "nocreate\n olddir old\n createolddir"})
    void worksWithLogrotate(String mode) throws Exception {
        Path logrotate = Stream.of("/usr/sbin/logrotate", "/usr/bin/logrotate")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeThat(logrotate).as("logrotate is not installed").isNotNull();
        Path rules = directory.resolve("rules");
        Files.writeString(rules, directory + "/*.log {\n rotate 10\n missingok\n " + mode + "\n}\n");
        try (LogTraffic traffic = broker.traffic(sensor);
                LogRun run = run(false, Duration.ZERO)) {
            for (int i = 0; i < 3; i++) {
                publish(traffic, run);
                Process process = new ProcessBuilder(
                                logrotate.toString(),
                                "-f",
                                "-s",
                                directory.resolve("state").toString(),
                                rules.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("said").toFile())
                        .start();
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue())
                        .as(Files.readString(directory.resolve("said")))
                        .isZero();
            }
            publish(traffic, run);
            end(traffic, run);
        }
        assertEachLineOnce(false);
        // Of two logs, three times.
        assertThat(said).hasSize(6);
    }

    private LogRun run(boolean json, Duration interval) {
        LoggerConfig files = TestLogger.config(directory, json, false, said::add);
        return broker.run(TestLogger.run(files, Set.of(sensor), interval, 1 << 20));
    }

    /** Publishes lines, and returns when they are in the file. */
    private void publish(LogTraffic traffic, LogRun run) {
        traffic.lines(sensor, published, published + LINES);
        published += LINES;
        LoggerBroker.stepUntil(run, () -> run.lines().getOrDefault("known_hosts", 0L) == published);
    }

    private void end(LogTraffic traffic, LogRun run) {
        traffic.commit(() -> traffic.end(sensor));
        LoggerBroker.finish(run);
    }

    private void assertEachLineOnce(boolean json) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            if (!json) {
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .startsWith("#separator \\x09")
                        .hasSizeGreaterThan(8);
            }
            Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(lines::add);
        }
        assertThat(lines).hasSize(published).doesNotHaveDuplicates();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("known_hosts"))
                    .toList();
        }
    }

    private Path log() {
        return directory.resolve("known_hosts.log");
    }
}
