package io.brook.deploy.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary directories in the system's shared memory (Linux: /dev/shm), for data that lives as long as a short process. A file system
 * on a disk makes sure that files survive the machine's end; for topics of seconds that is a fifth of the time of a run.
 */
final class SharedMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SharedMemory.class);
    private static final Path ROOT = Path.of("/dev/shm");
    private static final String PREFIX = "brook-";
    private static final String LOCK = "lock";
    /** What is used is far from what there is: other processes, and Java's own heap, need memory, too. */
    private static final int TIMES = 3;

    private static final long SPARE_BYTES = 512L << 20;
    /** A directory without a lock may be one that is just being made. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** To be kept open; and the lock of a file is the process's, so that closing any channel of the file gives it up. */
    private static final Map<Path, FileLock> OWN = new ConcurrentHashMap<>();

    private SharedMemory() {}

    /**
     * Makes a directory; deleting it is up to the caller. One that a killed process has left is deleted first.
     *
     * @param bytes how much it will hold
     * @return empty when there is no such file system, or little room, or when Java was told to use another directory
     */
    static Optional<Path> directory(long bytes) {
        if (!System.getProperty("java.io.tmpdir").equals("/tmp") || !Files.isWritable(ROOT)) {
            return Optional.empty();
        }
        try {
            deleteAbandoned();
            if (room() < TIMES * bytes + SPARE_BYTES) {
                return Optional.empty();
            }
            Path directory = Files.createTempDirectory(ROOT, PREFIX);
            FileLock lock = lock(directory);
            if (lock == null) {
                Directories.delete(directory);
                return Optional.empty();
            }
            OWN.put(directory, lock);
            return Optional.of(directory);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be used", ROOT, e);
            return Optional.empty();
        }
    }

    /** Free memory, of the container if there is one, and free room there. */
    private static long room() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.min(system.getFreeMemorySize(), ROOT.toFile().getUsableSpace());
    }

    private static void deleteAbandoned() throws IOException {
        Instant young = Instant.now().minus(YOUNG);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(ROOT, PREFIX + "*")) {
            for (Path each : found) {
                boolean candidate = !OWN.containsKey(each)
                        && Files.isWritable(each)
                        && Files.getLastModifiedTime(each).toInstant().isBefore(young);
                if (candidate) {
                    deleteUnlessLocked(each);
                }
            }
        }
    }

    private static void deleteUnlessLocked(Path directory) throws IOException {
        FileLock lock = lock(directory);
        if (lock != null) {
            Directories.delete(directory);
            lock.acquiredBy().close();
        }
    }

    /** Held until the process ends; null when another process has it. */
    private static FileLock lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }
}
