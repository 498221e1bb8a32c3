package io.brook.deploy.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
    private static final Path ROOT = Path.of("/dev/shm");

    @Test
    void aDirectoryThatNobodyHoldsIsDeletedAndOneThatIsInUseIsNot() throws Exception {
        Path mine = directory();
        Path abandoned = Files.createTempDirectory(ROOT, "brook-");
        Path young = Files.createTempDirectory(ROOT, "brook-");
        Path other = null;
        try {
            Files.writeString(
                    Files.createDirectories(abandoned.resolve("kafka")).resolve("log"), "left behind");
            age(abandoned);
            age(mine);
            other = directory();
            assertFalse(Files.exists(abandoned), "a killed process's");
            assertTrue(Files.exists(mine), "one in use");
            assertTrue(Files.exists(young), "one that is being made");
        } finally {
            Directories.delete(mine);
            Directories.delete(abandoned);
            Directories.delete(young);
            if (other != null) {
                Directories.delete(other);
            }
        }
    }

    @Test
    void thereIsNoneForMoreThanTheMemoryHolds() {
        assertEquals(Optional.empty(), SharedMemory.directory(Long.MAX_VALUE / 4));
    }

    private static Path directory() {
        Optional<Path> directory = SharedMemory.directory(1);
        assumeTrue(directory.isPresent(), "/dev/shm is missing, has little room, or Java has another directory");
        return directory.orElseThrow();
    }

    private static void age(Path directory) throws Exception {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
