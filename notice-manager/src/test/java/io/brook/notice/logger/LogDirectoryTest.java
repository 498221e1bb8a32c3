package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        LogDirectory logs = new LogDirectory(directory, false, true, List.of("a"), MEMORY);
        add(logs, "a", 3, "10.0.0.3");
        add(logs, "a", 1, "10.0.0.9");
        add(logs, "a", 1, "10.0.0.10");
        add(logs, "a", 2, "10.0.0.2");
        logs.write(sensor -> 3 * SECOND);
        assertThat(hosts("a/known_hosts.log")).containsExactly("10.0.0.10", "10.0.0.9", "10.0.0.2");
        assertThat(logs.unfinished()).containsExactly("a");
        logs.write(sensor -> Watermark.END);
        assertThat(hosts("a/known_hosts.log")).containsExactly("10.0.0.10", "10.0.0.9", "10.0.0.2", "10.0.0.3");
        assertThat(logs.unfinished()).isEmpty();
        assertThat(logs.counts()).isEqualTo(Map.of("known_hosts", 4L));
    }

    @Test
    void writesTheSameFileInOneStepOrInMany() throws IOException {
        for (String sensor : List.of("once", "often")) {
            LogDirectory logs = new LogDirectory(directory, false, true, List.of(sensor), MEMORY);
            for (int i = 0; i < 20; i++) {
                add(logs, sensor, i * 7 % 20, "10.0.0." + i);
            }
            for (int i = 0; sensor.equals("often") && i < 20; i++) {
                long time = i * SECOND;
                logs.write(any -> time);
            }
            logs.write(any -> Watermark.END);
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
                    new LogDirectory(each, false, true, List.of("a", "b"), each.equals(little) ? memory : MEMORY)) {
                for (int i = 0; i < 200; i++) {
                    add(logs, i % 3 == 0 ? "a" : "b", i / 20 * 20 + i * 7 % 20, "10.0.0." + i);
                    long complete = (i / 20 - 1) * 20 * SECOND;
                    logs.write(sensor -> complete);
                }
                logs.write(sensor -> Watermark.END);
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
        try (LogDirectory logs = new LogDirectory(directory, false, false, List.of("a"), 0)) {
            add(logs, "a", 1, "10.0.0.1");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stampsTheFileWithTheTimesOfItsFirstAndLastLine() throws IOException {
        LogDirectory logs = new LogDirectory(directory, false, false, List.of("a"), MEMORY);
        add(logs, "a", 60, "10.0.0.1");
        add(logs, "a", 120, "10.0.0.2");
        logs.write(sensor -> Watermark.END);
        assertThat(Files.readAllLines(directory.resolve("known_hosts.log")))
                .contains("#open\t1970-01-01-00-01-00")
                .endsWith("#close\t1970-01-01-00-02-00");
    }

    @Test
    void makesNoFileForALogWithoutLines() {
        LogDirectory logs = new LogDirectory(directory.resolve("new"), false, false, List.of("a"), MEMORY);
        logs.write(sensor -> Watermark.END);
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void replacesTheFileOfAnEarlierRun() throws IOException {
        Files.writeString(directory.resolve("known_hosts.log"), "old\n".repeat(1000));
        LogDirectory logs = new LogDirectory(directory, true, false, List.of("a"), MEMORY);
        add(logs, "a", 1, "10.0.0.1");
        logs.write(sensor -> Watermark.END);
        assertThat(directory.resolve("known_hosts.log")).hasContent("{\"ts\":1.0,\"host\":\"10.0.0.1\"}\n");
    }

    @Test
    void holdsBackTheLinesOfASharedFolderForTheSlowestSensor() throws IOException {
        LogDirectory logs = new LogDirectory(directory, false, false, List.of("a", "b"), MEMORY);
        add(logs, "a", 1, "10.0.0.1");
        add(logs, "a", 3, "10.0.0.3");
        logs.write(Map.of("a", Watermark.END, "b", 2 * SECOND)::get);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.1");
        add(logs, "b", 2, "10.0.0.2");
        logs.write(sensor -> Watermark.END);
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(logs.unfinished()).isEmpty();
    }

    @Test
    void leavesTheLinesOfOtherSensorsAlone() {
        LogDirectory logs = new LogDirectory(directory, false, true, List.of("a"), MEMORY);
        add(logs, "b", 1, "10.0.0.1");
        logs.write(sensor -> Watermark.END);
        assertThat(logs.counts()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../up", "/etc", "a\\b", "a\u0000b"})
    void refusesSensorsWhoseNamesLeaveTheDirectory(String name) {
        assertThatThrownBy(() -> new LogDirectory(directory, false, true, List.of(name), MEMORY))
                .isInstanceOf(LogWriteException.class)
                .hasMessageContaining("cannot be the name of a folder");
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Files.createDirectory(directory.resolve("known_hosts.log"));
        LogDirectory logs = new LogDirectory(directory, false, false, List.of("a"), MEMORY);
        add(logs, "a", 1, "10.0.0.1");
        assertThatThrownBy(() -> logs.write(sensor -> Watermark.END))
                .isInstanceOf(LogWriteException.class)
                .hasMessageStartingWith("cannot write " + directory.resolve("known_hosts.log"))
                .hasMessageNotContaining("\n");
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
