package io.brook.notice.archive;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How log files are archived.
 *
 * @param interval how much time one file has; zero when files are not archived
 * @param directory where the days' directories are; created if it does not exist
 * @param compression how archived files are compressed
 */
public record ArchiveConfig(Duration interval, Path directory, Compression compression) {
    /** Files stay where they are. */
    public static ArchiveConfig off(Path logs) {
        return new ArchiveConfig(Duration.ZERO, logs, Compression.GZIP);
    }

    public ArchiveConfig {
        directory = directory.toAbsolutePath();
    }
}
