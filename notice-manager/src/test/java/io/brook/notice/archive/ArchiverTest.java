package io.brook.notice.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.notice.LogWriteException;
import io.brook.notice.checkpoint.RotatedFile;
import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverTest {
    private static final RotatedFile FILE = new RotatedFile(".conn.1.log", "2024-05-17/conn.13:00:00-14:00:00.log");

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private Path programs;

    @BeforeEach
    void prepare() throws IOException {
        programs = Files.createDirectory(directory.resolve("programs"));
        Files.writeString(directory.resolve(FILE.getName()), "lines\n");
    }

    @Test
    void runsPrograms() throws IOException {
        program("20-second", "echo second $1 >> " + directory.resolve("ran"));
        program("10-first", "echo first $(cat $1) >> " + directory.resolve("ran"));
        Files.writeString(programs.resolve("README"), "not a program");
        try (Archiver archiver = archiver(Compression.NONE, new Disk())) {
            archiver.archive(List.of(FILE));
            assertThat(archiver.done()).containsExactly(FILE.getName());
        }
        assertThat(directory.resolve("ran"))
                .hasContent("first lines\nsecond " + directory.resolve(FILE.getArchive()) + "\n");
        assertThat(said).isEmpty();
    }

    @Test
    void tellsOfProgramsThatFailAndKeepsTheFileForAnotherRun() throws IOException {
        program("fails", "echo no network; exit 3");
        try (Archiver archiver = archiver(Compression.NONE, new Disk())) {
            archiver.archive(List.of(FILE));
            assertThat(archiver.done()).isEmpty();
        }
        assertThat(directory.resolve(FILE.getArchive())).hasContent("lines\n");
        assertThat(said)
                .containsExactly("a post-processor has failed and is run again: " + programs.resolve("fails") + " "
                        + directory.resolve(FILE.getArchive()) + ": status 3: no network");
        program("fails", "exit 0");
        try (Archiver archiver = archiver(Compression.NONE, new Disk())) {
            archiver.archive(List.of(FILE));
            assertThat(archiver.done()).containsExactly(FILE.getName());
            assertThat(archiver.failed()).isZero();
        }
    }

    @Test
    void saysOnceThatTheDiskIsFullAndKeepsTheFile() {
        Disk full = new Disk() {
            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        RotatedFile other = new RotatedFile(".dns.2.log", "2024-05-17/dns.13:00:00-14:00:00.log");
        try (Archiver archiver = archiver(Compression.NONE, full)) {
            assertThat(directory
                            .resolve(FILE.getName())
                            .toFile()
                            .renameTo(directory.resolve(other.getName()).toFile()))
                    .isTrue();
            archiver.archive(List.of(other));
            archiver.archive(List.of(other));
            assertThat(archiver.done()).isEmpty();
            assertThat(archiver.failed()).isOne();
        }
        assertThat(directory.resolve(other.getName())).hasContent("lines\n");
        assertThat(said).singleElement().asString().contains("cannot archive", "No space left on device");
    }

    @Test
    void saysWhyACommandCannotCompress() {
        try (Archiver archiver =
                archiver(new Compression(".x", List.of("sh", "-c", "echo broken >&2; exit 4")), new Disk())) {
            RotatedFile file = new RotatedFile(FILE.getName(), FILE.getArchive() + ".x");
            archiver.archive(List.of(file));
            assertThat(archiver.done()).isEmpty();
        }
        assertThat(directory.resolve(FILE.getName())).exists();
        assertThat(said).singleElement().asString().contains("status 4: broken");
    }

    @Test
    void keepsOthersOut() {
        try (Archiver archiver = archiver(Compression.NONE, new Disk())) {
            assertThatThrownBy(() -> archiver(Compression.NONE, new Disk()))
                    .isInstanceOf(LogWriteException.class)
                    .hasMessageContaining("another logger archives to " + directory);
            assertThat(archiver.done()).isEmpty();
        }
    }

    private Archiver archiver(Compression compression, Disk disk) {
        ArchiveConfig config =
                new ArchiveConfig(Duration.ofHours(1), directory, compression, programs, Duration.ZERO, List.of());
        return new Archiver(config, directory, disk, Runnable::run, said::add);
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
