package io.brook.notice.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2024-05-17T13:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void removesOldArchivesAndEmptyDays() throws IOException {
        make("2024-05-01/conn.13:00:00-14:00:00.log.gz", 31);
        make("2024-05-01/lab/dns.13:00:00-14:00:00-2.log", 31);
        make("2024-05-02/conn.13:00:00-14:00:00.log.gz", 31);
        make("2024-05-02/conn.14:00:00-15:00:00.log.gz", 29);
        expire(30);
        assertThat(files()).containsExactly("2024-05-02/conn.14:00:00-15:00:00.log.gz");
        assertThat(directory.resolve("2024-05-01")).doesNotExist();
    }

    @Test
    void removesNothingThatIsNoArchive() throws IOException {
        List<String> others = List.of(
                "2024-05-01/README",
                "2024-05-01/conn.log",
                "2024-05-01/conn-summary.13:00:00-14:00:00.log.gz",
                "2024-05-01/mine.13:00:00-14:00:00.log.gz",
                "2024-05-01/conn.13:00:00-14:00:00.log.gz.sig.txt",
                "2024-05-01/a/b/conn.13:00:00-14:00:00.log.gz",
                "2024-05/conn.13:00:00-14:00:00.log.gz",
                "conn.13:00:00-14:00:00.log.gz",
                "current/conn.log");
        for (String each : others) {
            make(each, 1000);
        }
        Path outside = Files.createDirectory(directory.resolve("outside"));
        make("outside/conn.13:00:00-14:00:00.log.gz", 1000);
        Files.createSymbolicLink(directory.resolve("2024-04-01"), outside);
        Files.createDirectory(directory.resolve("2024-03-01"));
        expire(1);
        assertThat(files()).containsAll(others).contains("outside/conn.13:00:00-14:00:00.log.gz");
        assertThat(directory.resolve("2024-03-01"))
                .as("a directory that was empty")
                .exists();
    }

    @Test
    void keepsWhatItIsToldTo() throws IOException {
        make("2024-05-01/conn.13:00:00-14:00:00.log.gz", 31);
        make("2024-05-01/notice.13:00:00-14:00:00.log.gz", 31);
        Expiry.of(directory, Duration.ofDays(30), List.of("no*", "x")).run(NOW, new Disk());
        assertThat(files()).containsExactly("2024-05-01/notice.13:00:00-14:00:00.log.gz");
    }

    @Test
    void keepsAllWithoutALimit() throws IOException {
        make("2024-05-01/conn.13:00:00-14:00:00.log.gz", 10_000);
        expire(0);
        assertThat(files()).hasSize(1);
    }

    private void expire(int days) throws IOException {
        Expiry.of(directory, Duration.ofDays(days), List.of()).run(NOW, new Disk());
    }

    private void make(String name, int daysOld) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysOld))));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }
}
