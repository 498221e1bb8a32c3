package io.brook.notice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.brook.notice.LogWriteException;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.disk.Disk;
import io.brook.notice.logger.TestLogger;
import io.brook.notice.order.Completeness;
import io.brook.notice.order.Stragglers;
import io.brook.schemas.format.LogParser;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.progress.Watermark;
import io.brook.schemas.record.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MEMORY = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void sortsByTheTimeOfWritingAndThenByText() throws IOException {
        LogDirectory logs = open(directory, false, true, MEMORY, List.of("a"));
        add(logs, "a", 3, "10.0.0.3");
        add(logs, "a", 1, "10.0.0.9");
        add(logs, "a", 1, "10.0.0.10");
        add(logs, "a", 2, "10.0.0.2");
        write(logs, sensor -> 3 * SECOND);
        assertThat(hosts("a/known_hosts.log")).containsExactly("10.0.0.10", "10.0.0.9", "10.0.0.2");
        assertThat(logs.unfinished()).containsExactly("a");
        write(logs, sensor -> Watermark.END);
        assertThat(hosts("a/known_hosts.log")).containsExactly("10.0.0.10", "10.0.0.9", "10.0.0.2", "10.0.0.3");
        assertThat(logs.unfinished()).isEmpty();
        assertThat(logs.counts()).isEqualTo(Map.of("known_hosts", 4L));
    }

    @Test
    void writesTheSameFileInOneStepOrInMany() throws IOException {
        for (String sensor : List.of("once", "often")) {
            LogDirectory logs = open(directory, false, true, MEMORY, List.of(sensor));
            for (int i = 0; i < 20; i++) {
                add(logs, sensor, i * 7 % 20, "10.0.0." + i);
            }
            for (int i = 0; sensor.equals("often") && i < 20; i++) {
                long time = i * SECOND;
                write(logs, any -> time);
            }
            write(logs, any -> Watermark.END);
        }
        assertThat(directory.resolve("often/known_hosts.log"))
                .hasSameBinaryContentAs(directory.resolve("once/known_hosts.log"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 1000, 5000})
    void writesTheSameFilesHoweverLittleFitsIntoMemory(long memory) throws IOException {
        Path plenty = directory.resolve("plenty");
        Path little = directory.resolve("little");
        for (Path each : List.of(plenty, little)) {
            try (LogDirectory logs =
                    open(each, false, true, each.equals(little) ? memory : MEMORY, List.of("a", "b"))) {
                for (int i = 0; i < 200; i++) {
                    add(logs, i % 3 == 0 ? "a" : "b", i / 20 * 20 + i * 7 % 20, "10.0.0." + i);
                    long complete = (i / 20 - 1) * (20 * SECOND);
                    write(logs, sensor -> complete);
                }
                write(logs, sensor -> Watermark.END);
            }
        }
        for (String sensor : List.of("a", "b")) {
            assertThat(little.resolve(sensor).resolve("known_hosts.log"))
                    .hasSameBinaryContentAs(plenty.resolve(sensor).resolve("known_hosts.log"));
        }
        assertThat(little)
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".tmp"));
    }

    @Test
    void leavesNothingBehindWhenItIsClosedEarly() {
        try (LogDirectory logs = open(directory, false, false, 0, List.of("a"))) {
            add(logs, "a", 1, "10.0.0.1");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stampsTheFileWithTheTimesOfItsFirstAndLastLine() throws IOException {
        LogDirectory logs = open(directory, false, false, MEMORY, List.of("a"));
        add(logs, "a", 60, "10.0.0.1");
        add(logs, "a", 120, "10.0.0.2");
        write(logs, sensor -> Watermark.END);
        assertThat(Files.readAllLines(directory.resolve("known_hosts.log")))
                .contains("#open\t1970-01-01-00-01-00")
                .endsWith("#close\t1970-01-01-00-02-00");
    }

    @Test
    void makesNoFileForALogWithoutLines() {
        LogDirectory logs = open(directory.resolve("new"), false, false, MEMORY, List.of("a"));
        write(logs, sensor -> Watermark.END);
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhichSensorALineIsFrom(boolean json) throws IOException {
        LogStyle style = new LogStyle(json, Set.of(), true);
        LogDirectory logs = new LogDirectory(
                directory, style, false, MEMORY, TestLogger.UNCHANGED, new Disk(), ArchiveConfig.off(directory));
        for (String sensor : List.of("a", "b")) {
            logs.open(sensor, Watermark.NOTHING);
            add(logs, sensor, 1, "10.0.0.1");
        }
        write(logs, sensor -> Watermark.END);
        List<String> lines = Files.readAllLines(directory.resolve("known_hosts.log"));
        if (json) {
            assertThat(lines)
                    .containsExactly(
                            "{\"ts\":1.0,\"host\":\"10.0.0.1\",\"sensor\":\"a\"}",
                            "{\"ts\":1.0,\"host\":\"10.0.0.1\",\"sensor\":\"b\"}");
        } else {
            assertThat(lines)
                    .contains(
                            "#fields\tts\thost\tsensor",
                            "#types\ttime\taddr\tstring",
                            "1.000000\t10.0.0.1\ta",
                            "1.000000\t10.0.0.1\tb");
        }
    }

    @Test
    void replacesTheFileOfAnEarlierRun() throws IOException {
        Files.writeString(directory.resolve("known_hosts.log"), "old\n".repeat(1000));
        LogDirectory logs = open(directory, true, false, MEMORY, List.of("a"));
        add(logs, "a", 1, "10.0.0.1");
        write(logs, sensor -> Watermark.END);
        assertThat(directory.resolve("known_hosts.log")).hasContent("{\"ts\":1.0,\"host\":\"10.0.0.1\"}\n");
    }

    @Test
    void holdsBackTheLinesOfASharedFolderForTheSlowestSensor() throws IOException {
        LogDirectory logs = open(directory, false, false, MEMORY, List.of("a", "b"));
        add(logs, "a", 1, "10.0.0.1");
        add(logs, "a", 3, "10.0.0.3");
        write(logs, Map.of("a", Watermark.END, "b", 2 * SECOND)::get);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.1");
        add(logs, "b", 2, "10.0.0.2");
        write(logs, sensor -> Watermark.END);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(logs.unfinished()).isEmpty();
    }

    @Test
    void letsASensorThatHasEndedNotWaitForOneThatAppearsLater() throws IOException {
        LogDirectory logs = open(directory, false, false, MEMORY, List.of("a", "b"));
        add(logs, "a", 5, "10.0.0.5");
        write(logs, Map.of("a", Watermark.END, "b", 2 * SECOND)::get);
        logs.open("c", Watermark.NOTHING);
        add(logs, "b", 6, "10.0.0.6");
        add(logs, "c", 4, "10.0.0.4");
        write(logs, Map.of("a", Watermark.END, "b", 7 * SECOND, "c", 3 * SECOND)::get);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.5");
        assertThat(logs.unfinished()).containsExactly("b", "c");
        assertThat(logs.isEnded("a")).isTrue();
        write(logs, sensor -> Watermark.END);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.5", "10.0.0.4", "10.0.0.6");
    }

    @Test
    void waitsForNobodyWhoStandsStill() throws IOException {
        LogDirectory logs = open(directory, false, false, MEMORY, List.of("a", "b"));
        add(logs, "a", 5, "10.0.0.5");
        add(logs, "b", 4, "10.0.0.4");
        AtomicLong clock = new AtomicLong();
        Completeness<String> completeness =
                new Completeness<>(new Stragglers(Duration.ofNanos(10), clock::get, line -> {}));
        completeness.open("a", Map.of());
        completeness.open("b", Map.of());
        for (int second = 1; second < 7; second++) {
            clock.addAndGet(2);
            hear(completeness, "a", second * SECOND);
        }
        completeness.advance(partition -> 0, Map::of);
        assertThat(logs.write(completeness)).isEmpty();
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.4", "10.0.0.5");
        assertThat(logs.late()).isZero();
        add(logs, "b", 3, "10.0.0.3");
        hear(completeness, "b", Watermark.END);
        completeness.advance(partition -> 0, Map::of);
        assertThat(logs.write(completeness)).containsExactly("b");
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.4", "10.0.0.5", "10.0.0.3");
        assertThat(logs.late()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../up", "/etc", "a\\b", "a\u0000b"})
    void refusesSensorsWhoseNamesLeaveTheDirectory(String name) {
        assertThatThrownBy(() -> open(directory, false, true, MEMORY, List.of(name)))
                .isInstanceOf(LogWriteException.class)
                .hasMessageContaining("cannot be the name of a folder");
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Files.createDirectory(directory.resolve("known_hosts.log"));
        LogDirectory logs = open(directory, false, false, MEMORY, List.of("a"));
        add(logs, "a", 1, "10.0.0.1");
        assertThatThrownBy(() -> write(logs, sensor -> Watermark.END))
                .isInstanceOf(LogWriteException.class)
                .hasMessageStartingWith("cannot write " + directory.resolve("known_hosts.log"))
                .hasMessageNotContaining("\n");
    }

    @Test
    void takesLittleForASensorWithoutLines() {
        List<String> sensors =
                IntStream.range(0, 1000).mapToObj(i -> "sensor" + i).toList();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The first time it also loads classes.
        open(directory, false, true, MEMORY, sensors);
        long none = thread.getCurrentThreadAllocatedBytes();
        open(directory, false, true, MEMORY, List.of());
        long before = thread.getCurrentThreadAllocatedBytes();
        open(directory, false, true, MEMORY, sensors);
        long all = thread.getCurrentThreadAllocatedBytes() - before - (before - none);
        assertThat(all / sensors.size()).isLessThan(4096);
    }

    private static LogDirectory open(
            Path directory, boolean json, boolean perSensor, long memory, List<String> sensors) {
        LogDirectory logs = new LogDirectory(
                directory,
                json ? LogStyle.JSON : LogStyle.TSV,
                perSensor,
                memory,
                TestLogger.UNCHANGED,
                new Disk(),
                ArchiveConfig.off(directory));
        sensors.forEach(sensor -> logs.open(sensor, Watermark.NOTHING));
        return logs;
    }

    private static void write(LogDirectory logs, ToLongFunction<String> complete) {
        Completeness<String> completeness = new Completeness<>();
        for (String sensor : logs.unfinished()) {
            completeness.open(sensor, Map.of());
            hear(completeness, sensor, complete.applyAsLong(sensor));
        }
        completeness.advance(partition -> 0, Map::of);
        logs.write(completeness);
        if (logs.unfinished().isEmpty()) {
            logs.finish();
        }
    }

    private static void hear(Completeness<String> completeness, String sensor, long time) {
        boolean end = time == Watermark.END;
        for (Stage stage : Stage.LOGGING) {
            completeness.hear(new Progress(sensor, stage.label(), 0, 1, end ? 0 : time, end));
        }
    }

    private static void add(LogDirectory logs, String sensor, long seconds, String host) {
        KnownHostsLog line = new KnownHostsLog(new LogMeta(sensor, seconds * SECOND), seconds * SECOND, host);
        logs.add(LogStream.of(line), line);
    }

    private List<String> hosts(String file) throws IOException {
        return LogParser.rows(directory.resolve(file)).stream()
                .map(row -> row.split("\t")[1])
                .toList();
    }
}
