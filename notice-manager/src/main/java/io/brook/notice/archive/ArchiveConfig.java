package io.brook.notice.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How log files are archived.
 *
 * @param interval how much time one file has; zero when files are not archived
 * @param directory where the days' directories are; created if it does not exist
 * @param compression how archived files are compressed
 * @param postProcessors where the programs are that are run for each archived file; null when there are none
 * @param expireAfter how long archived files are kept, by the clock; zero for ever
 * @param keep patterns of the names of files that are never removed
 */
public record ArchiveConfig(
        Duration interval,
        Path directory,
        Compression compression,
        Path postProcessors,
        Duration expireAfter,
        List<String> keep) {
    /** Files stay where they are. */
    public static ArchiveConfig off(Path logs) {
        return new ArchiveConfig(Duration.ZERO, logs, Compression.GZIP);
    }

    public ArchiveConfig {
        directory = directory.toAbsolutePath();
    }

    /** Files are archived and kept. */
    public ArchiveConfig(Duration interval, Path directory, Compression compression) {
        this(interval, directory, compression, null, Duration.ZERO, List.of());
    }
}
