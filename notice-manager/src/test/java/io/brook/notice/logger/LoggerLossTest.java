package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.TestBroker;
import io.brook.schemas.record.SubjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines that Kafka removes before the logger reads them. */
@Timeout(600)
class LoggerLossTest {
    private static final String HOSTS = LogTraffic.KNOWN_HOSTS.name();

    @TempDir
    private Path brokerDirectory;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = new TestBroker(brokerDirectory);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void saysOnceWhatExpiredWhileItWasAwayAndWritesTheRest() throws Exception {
        int[] left = {0};
        try (LogTraffic traffic = new LogTraffic(broker, "loss")) {
            try (Run run = new Run()) {
                traffic.lines("a", 0, 60);
                run.await("known_hosts", 60);
            }
            traffic.lines("a", 60, 120);
            broker.expire(LogTraffic.KNOWN_HOSTS, 0);
            broker.expire(LogTraffic.KNOWN_HOSTS, 2);
            traffic.lines("a", 120, 180);
            left[0] = 120
                    + (int) IntStream.range(60, 120)
                            .filter(number -> TestBroker.partition(new SubjectKey("a", "10.0.0." + number)) == 1)
                            .count();
            try (Run run = new Run()) {
                run.await("known_hosts", left[0]);
                run.await("reporter", 2);
                assertThat(run.writer.losses().losses()).isEqualTo(Map.of(HOSTS, 2L));
                assertThat(run.writer.losses().records().get(HOSTS)).isBetween(120L + 60 - left[0], 200L);
            }
            try (Run run = new Run()) {
                traffic.lines("a", 180, 240);
                run.await("known_hosts", left[0] + 60);
                assertThat(run.writer.losses().losses()).isEmpty();
            }
        }
        assertThat(lines("known_hosts.log")).hasSize(left[0] + 60);
        assertThat(lines("reporter.log"))
                .hasSize(2)
                .allMatch(line -> line.contains("\tReporter::WARNING\t"))
                .allMatch(line ->
                        line.contains(" expired before the logger read them; before them: sensor a at 1970-01-01T00:0"))
                .allMatch(line -> line.contains("; after them: sensor a at 1970-01-01T00:02:"))
                .anyMatch(line -> line.endsWith("\t" + HOSTS + "-0"))
                .anyMatch(line -> line.endsWith("\t" + HOSTS + "-2"));
    }

    /** They are no loss of this logger, but whoever reads its files is to know. */
    @Test
    void saysOnceWhatExpiredBeforeItsFirstStart() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "first")) {
            traffic.lines("a", 0, 60);
            broker.expire(LogTraffic.KNOWN_HOSTS, 1);
            for (int start = 0; start < 2; start++) {
                try (Run run = new Run()) {
                    run.await("reporter", 1);
                    assertThat(run.writer.losses().losses()).isEmpty();
                }
            }
        }
        assertThat(lines("reporter.log"))
                .singleElement()
                .asString()
                .contains("\tReporter::INFO\t" + HOSTS + "-1: ", " expired before the first start of the logger; ");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** A logger in a thread, until it is closed. */
    private final class Run implements AutoCloseable {
        private final LogWriter writer = new LogWriter(broker.connection(), TestLogger.config(directory, false));
        private final CompletableFuture<Void> run = CompletableFuture.runAsync(writer::run);

        void await(String log, long lines) {
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (writer.lines().getOrDefault(log, 0L) < lines) {
                assertThat(run).isNotCompletedExceptionally();
                assertThat(System.nanoTime()).as("in time: " + writer.lines()).isLessThan(end);
                LockSupport.parkNanos(5_000_000);
            }
        }

        @Override
        public void close() {
            writer.close();
            run.join();
        }
    }
}
