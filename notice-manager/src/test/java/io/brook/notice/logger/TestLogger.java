package io.brook.notice.logger;

import io.brook.notice.disk.Disk;
import io.brook.notice.file.FileChanges;
import io.brook.notice.file.LogFile;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** How tests set up the logger. */
public final class TestLogger {
    /** For files that nobody touches. */
    public static final FileChanges UNCHANGED = new FileChanges() {
        @Override
        public void say(String what) {
            throw new AssertionError(what);
        }

        @Override
        public void begins(LogFile file) {
            throw new AssertionError("a file begins anew");
        }
    };

    private TestLogger() {}

    static LoggerConfig config(Path directory, boolean perSensor) {
        return config(directory, false, perSensor);
    }

    static LoggerConfig config(Path directory, boolean json, boolean perSensor) {
        return config(directory, json, perSensor, System.err::println);
    }

    static LoggerConfig config(Path directory, boolean json, boolean perSensor, Consumer<String> say) {
        return new LoggerConfig(
                directory, json ? LogStyle.JSON : LogStyle.TSV, perSensor, LoggerConfig.SENSOR_TIMEOUT, say);
    }

    /** A run until these sensors end. */
    static LogRunConfig run(LoggerConfig files, Set<String> sensors, Duration interval, long memory) {
        return run(files, sensors, interval, memory, new Disk());
    }

    /** The same; files are archived by the thread that writes. */
    static LogRunConfig run(LoggerConfig files, Set<String> sensors, Duration interval, long memory, Disk disk) {
        return new LogRunConfig(files, false, sensors, true, interval, memory, disk, Runnable::run);
    }
}
