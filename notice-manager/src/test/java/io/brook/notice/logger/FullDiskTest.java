package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.TestBroker;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.Compression;
import io.brook.notice.disk.Disk;
import io.brook.schemas.format.LogStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk on which there is no room, again and again. */
class FullDiskTest {
    private static final int LINES = 200;

    @TempDir
    private Path directory;

    @Test
    void waitsForRoomAndLosesNothing() throws Exception {
        Path logs = directory.resolve("logs");
        List<String> said = new CopyOnWriteArrayList<>();
        AtomicInteger opened = new AtomicInteger();
        Disk disk = new Disk() {
            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                // Logs and checkpoints; what the archiver does then is tested beside it.
                if (file.getParent().equals(logs) && opened.incrementAndGet() % 3 == 0 && opened.get() < 12) {
                    throw new IOException("No space left on device");
                }
                return super.open(file, options);
            }
        };
        try (TestBroker broker = new TestBroker(directory.resolve("broker"));
                LogTraffic traffic = new LogTraffic(broker, "traffic")) {
            LoggerConfig config = new LoggerConfig(
                    logs,
                    LogStyle.TSV,
                    false,
                    LoggerConfig.SENSOR_TIMEOUT,
                    new ArchiveConfig(Duration.ofSeconds(60), logs, Compression.NONE),
                    said::add);
            try (LogWriter writer = new LogWriter(broker.connection(), config, disk)) {
                CompletableFuture<Void> done = CompletableFuture.runAsync(writer::run);
                for (int i = 0; i < LINES; i += 20) {
                    traffic.lines("a", i, i + 20);
                }
                traffic.commit(() -> traffic.end("a"));
                long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
                while (!done.isDone() && archived(logs).size() < LINES) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    LockSupport.parkNanos(5_000_000);
                }
                assertThat(done).isNotDone();
            }
        }
        assertThat(archived(logs)).hasSize(LINES).doesNotHaveDuplicates();
        assertThat(said)
                .anyMatch(line -> line.contains("No space left on device"))
                .contains("there is room in " + logs + " again; the logger goes on");
    }

    private static List<String> archived(Path logs) throws IOException {
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(file -> file.toString().matches(".*/known_hosts\\.\\d.*\\.log"))
                    .flatMap(FullDiskTest::rows)
                    .toList();
        } catch (UncheckedIOException e) {
            // A file was renamed meanwhile.
            return List.of();
        }
    }

    private static Stream<String> rows(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
