package io.brook.notice.logger;

import io.brook.notice.file.FileChanges;
import io.brook.notice.file.LogFile;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Path;
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
}
