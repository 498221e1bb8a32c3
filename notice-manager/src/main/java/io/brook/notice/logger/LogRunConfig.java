package io.brook.notice.logger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What a run of the logger writes, and where.
 *
 * @param directory where the files go
 * @param json JSON lines instead of Zeek's tab-separated ones
 * @param perSensor each sensor's files in a folder of its own, by its name
 * @param everySensor write every sensor that appears
 * @param sensors the sensors to write until they end; none when every sensor is written
 * @param patience how long a sensor may say nothing before the others wait for it no more
 * @param interval the least time between two checkpoints; zero for one after every step
 * @param memory how much memory waiting lines may take, in bytes
 */
record LogRunConfig(
        Path directory,
        boolean json,
        boolean perSensor,
        boolean everySensor,
        Set<String> sensors,
        Duration patience,
        Duration interval,
        long memory) {}
