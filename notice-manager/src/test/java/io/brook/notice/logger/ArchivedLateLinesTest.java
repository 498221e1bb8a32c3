package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.Compression;
import io.brook.schemas.format.LogParser;
import io.brook.schemas.format.LogStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that come when their period has been archived, and files that others move within their period. */
class ArchivedLateLinesTest {
    private static final String DAY = "1970-01-01/known_hosts.";

    @TempDir
    private static Path brokerDirectory;

    private static LoggerBroker broker;

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() {
        broker = new LoggerBroker(brokerDirectory, 500);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void putsALateLineIntoTheFileOfThePresentPeriod() throws IOException {
        try (LogTraffic traffic = broker.traffic("late");
                LogRun run = run("late")) {
            traffic.lines("late", 0, 80);
            LoggerBroker.stepUntil(run, () -> Files.exists(archived("00:00:30-00:01:00")));
            byte[] before = Files.readAllBytes(archived("00:00:00-00:00:30"));
            traffic.commit(() -> traffic.host("late", 3));
            end(traffic, run, "late");
            assertThat(archived("00:00:00-00:00:30")).hasBinaryContent(before);
        }
        assertThat(LogParser.rows(archived("00:01:00-00:01:30")))
                .hasSize(21)
                .last()
                .asString()
                .endsWith("\t10.0.0.3");
    }

    @Test
    void numbersASecondFileOfAPeriod() throws IOException {
        Path taken = archived("00:00:00-00:00:30");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "somebody else's");
        try (LogTraffic traffic = broker.traffic("taken");
                LogRun run = run("taken")) {
            traffic.lines("taken", 0, 20);
            end(traffic, run, "taken");
        }
        assertThat(taken).hasContent("somebody else's");
        assertThat(LogParser.rows(archived("00:00:00-00:00:30-2"))).hasSize(20);
    }

    @Test
    void leavesToOthersWhatTheyHaveMoved() throws IOException {
        Path log = directory.resolve("current/known_hosts.log");
        Path moved = directory.resolve("current/known_hosts.log.1");
        try (LogTraffic traffic = broker.traffic("moved");
                LogRun run = run("moved")) {
            traffic.lines("moved", 0, 20);
            LoggerBroker.stepUntil(run, () -> Files.exists(log));
            Files.move(log, moved);
            traffic.lines("moved", 20, 80);
            end(traffic, run, "moved");
        }
        assertThat(LogParser.rows(moved)).hasSize(20);
        assertThat(LogParser.rows(archived("00:00:00-00:00:30"))).hasSize(10);
        assertThat(LogParser.rows(archived("00:00:30-00:01:00"))).hasSize(30);
        assertThat(LogParser.rows(archived("00:01:00-00:01:30"))).hasSize(20);
        assertThat(said).singleElement().asString().contains("was moved to known_hosts.log.1; it begins anew");
    }

    private Path archived(String period) {
        return directory.resolve(DAY + period + ".log");
    }

    private LogRun run(String sensor) {
        LoggerConfig files = new LoggerConfig(
                directory.resolve("current"),
                LogStyle.TSV,
                false,
                LoggerConfig.SENSOR_TIMEOUT,
                new ArchiveConfig(Duration.ofSeconds(30), directory, Compression.NONE),
                said::add);
        return broker.run(TestLogger.run(files, Set.of(sensor), Duration.ZERO, 1 << 20));
    }

    private static void end(LogTraffic traffic, LogRun run, String sensor) {
        traffic.commit(() -> traffic.end(sensor));
        LoggerBroker.finish(run);
    }
}
