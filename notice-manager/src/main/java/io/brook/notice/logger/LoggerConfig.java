package io.brook.notice.logger;

import io.brook.notice.format.LogStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the logger is told.
 *
 * @param directory where the files go; made when it is not there
 * @param style how lines look
 * @param perSensor each sensor's files in a folder of its own, by its name
 * @param sensorTimeout how long a sensor may stand still before the others wait for it no more
 * @param say takes a line when something happens that its reader is to know
 */
public record LoggerConfig(
        Path directory, LogStyle style, boolean perSensor, Duration sensorTimeout, Consumer<String> say) {
    /** The default of {@link #sensorTimeout}. */
    public static final Duration SENSOR_TIMEOUT = Duration.ofSeconds(30);

    public LoggerConfig {
        directory = directory.toAbsolutePath();
    }
}
