package io.brook.notice.logger;

import io.brook.notice.archive.ArchiveConfig;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings of the logger.
 *
 * @param directory where the files go; created if it does not exist
 * @param style how lines look
 * @param perSensor each sensor's files in a folder of its own, by its name
 * @param sensorTimeout how long a sensor may stall before the others stop waiting for it
 * @param archive when files are complete, and where they go then
 * @param say takes a line about each event that people should know
 */
public record LoggerConfig(
        Path directory,
        LogStyle style,
        boolean perSensor,
        Duration sensorTimeout,
        ArchiveConfig archive,
        Consumer<String> say) {
    /** The default of {@link #sensorTimeout}. */
    public static final Duration SENSOR_TIMEOUT = Duration.ofSeconds(30);

    public LoggerConfig {
        directory = directory.toAbsolutePath();
    }

    /** For files that grow until somebody moves them. */
    public LoggerConfig(
            Path directory, LogStyle style, boolean perSensor, Duration sensorTimeout, Consumer<String> say) {
        this(directory, style, perSensor, sensorTimeout, ArchiveConfig.off(directory), say);
    }
}
