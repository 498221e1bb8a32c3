package io.brook.notice.logger;

import io.brook.notice.disk.Disk;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * One run of the logger.
 *
 * @param files what is written, and where
 * @param everySensor write every sensor that appears
 * @param sensors the sensors to write until they end, however long that takes; none when every sensor is written
 * @param resumes whether another process may go on with the run: only then are there checkpoints
 * @param interval the least time between two checkpoints; zero for one after every step
 * @param memory how much memory waiting lines may take, in bytes
 * @param disk the file system
 * @param archiving archives files beside the writing
 */
record LogRunConfig(
        LoggerConfig files,
        boolean everySensor,
        Set<String> sensors,
        boolean resumes,
        Duration interval,
        long memory,
        Disk disk,
        Executor archiving) {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    /** How long a sensor may stall before the others stop waiting for it. */
    Duration patience() {
        return everySensor ? files.sensorTimeout() : FOREVER;
    }
}
