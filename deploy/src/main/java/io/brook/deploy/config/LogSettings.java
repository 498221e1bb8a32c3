package io.brook.deploy.config;

import io.brook.schemas.format.LogStyle;
import java.util.Set;

/** What the logs look like. */
final class LogSettings {
    private static final Option COLUMNS = option(Option.list("LogColumns", Validators.EACH_AN_EXTRA_COLUMN))
            .about("Columns to write beside those that Zeek writes by default: some of those that the reference of logs"
                    + " marks as extra.");
    private static final Option SENSOR_COLUMN = option(Option.flag("SensorColumn", false))
            .about("Whether every line has a last column, sensor, that says which sensor it is from.");

    static final OptionGroup GROUP = OptionGroup.of("Logs", COLUMNS, SENSOR_COLUMN);

    private LogSettings() {}

    private static Option option(Option option) {
        return option.readBy(
                Reader.PROCESS, Reader.LOGGER, Reader.REPLAY, Reader.WORKER, Reader.STATE_SYNC, Reader.NOTICE_MANAGER);
    }

    static LogStyle style(Values values, boolean json) {
        return new LogStyle(json, Set.copyOf(values.list(COLUMNS)), values.flag(SENSOR_COLUMN));
    }
}
