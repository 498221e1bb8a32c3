package io.brook.deploy.config;

import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.Compression;
import io.brook.schemas.format.LogStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the logs look like, and how the logger archives them. */
final class LogSettings {
    private static final Option COLUMNS = option(Option.list("LogColumns", Validators.EACH_AN_EXTRA_COLUMN))
            .about("Columns to write beside those that Zeek writes by default: some of those that the reference of logs"
                    + " marks as extra.");
    private static final Option SENSOR_COLUMN = option(Option.flag("SensorColumn", false))
            .about("Whether every line has a last column, sensor, that says which sensor it is from.");

    private static final Option ROTATION_INTERVAL = Option.integer("LogRotationInterval", 0, 0)
            .about(
                    "How much time one file has. Files begin at whole multiples of it, by the traffic's time in UTC, and are"
                            + " archived when it has passed; 0 leaves them where they are.")
            .in("seconds")
            .readBy(Reader.LOGGER);
    private static final Option ARCHIVE_DIR = Option.text("LogArchiveDir", "", Validators.PATH)
            .about("Where archived files go, in a directory for each day; empty for the log directory itself. No two"
                    + " loggers can have the same.")
            .readBy(Reader.LOGGER);
    private static final Option COMPRESS = Option.flag("CompressLogs", true)
            .about("Whether archived files are compressed.")
            .readBy(Reader.LOGGER);
    private static final Option COMPRESS_COMMAND = Option.text("CompressCmd", "")
            .about(
                    "A command that compresses its standard input to its output, such as zstd -q; empty for gzip without a"
                            + " process of its own.")
            .readBy(Reader.LOGGER);
    private static final Option COMPRESS_EXTENSION = Option.text("CompressExtension", "gz", Validators.EXTENSION)
            .about("What the names of compressed files end with.")
            .readBy(Reader.LOGGER);

    private static final Option POST_PROC_DIR = Option.text("PostProcDir", "", Validators.PATH)
            .about("A directory of programs. Each is run for every archived file, with its path as the argument, in the"
                    + " order of their names; one that fails is run again up to two times.")
            .readBy(Reader.LOGGER);
    private static final Option EXPIRE_INTERVAL = Option.text("LogExpireInterval", "0", Validators.EXPIRY)
            .about(
                    "How long archived files are kept after they were archived, by the clock: a number of days, or a number"
                            + " with day, hr or min, such as 36 hr; 0 for ever.")
            .readBy(Reader.LOGGER);
    private static final Option KEEP = Option.list("KeepLogs", Validators.EACH_A_FILE_PATTERN)
            .about("Patterns of the names of archived files that are never removed, such as notice.*.")
            .readBy(Reader.LOGGER);

    static final OptionGroup GROUP = OptionGroup.of(
            "Logs",
            COLUMNS,
            SENSOR_COLUMN,
            ROTATION_INTERVAL,
            ARCHIVE_DIR,
            COMPRESS,
            COMPRESS_COMMAND,
            COMPRESS_EXTENSION,
            POST_PROC_DIR,
            EXPIRE_INTERVAL,
            KEEP);

    private LogSettings() {}

    private static Option option(Option option) {
        return option.readBy(
                Reader.PROCESS, Reader.LOGGER, Reader.REPLAY, Reader.WORKER, Reader.STATE_SYNC, Reader.NOTICE_MANAGER);
    }

    static LogStyle style(Values values, boolean json) {
        return new LogStyle(json, Set.copyOf(values.list(COLUMNS)), values.flag(SENSOR_COLUMN));
    }

    /**
     * @param logs the log directory
     * @throws ConfigException when settings contradict each other, or name what is not there
     */
    static ArchiveConfig archive(Values values, Path logs) throws ConfigException {
        Duration interval = Duration.ofSeconds(values.integer(ROTATION_INTERVAL));
        Duration expiry = Validators.expiry(values.text(EXPIRE_INTERVAL));
        Path programs = path(values, POST_PROC_DIR, null);
        List<String> problems = new ArrayList<>();
        if (!expiry.isZero() && expiry.compareTo(interval) < 0) {
            problems.add(
                    EXPIRE_INTERVAL.key() + " is shorter than " + ROTATION_INTERVAL.key() + " (" + interval.toSeconds()
                            + " s): files would be removed as soon as they are archived; make it longer");
        }
        if (programs != null && !Files.isDirectory(programs)) {
            problems.add(
                    POST_PROC_DIR.key() + ": " + programs + " is not a directory; create it, or leave the option out");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new ArchiveConfig(
                interval, path(values, ARCHIVE_DIR, logs), compression(values), programs, expiry, values.list(KEEP));
    }

    private static Path path(Values values, Option option, Path otherwise) {
        String path = values.text(option);
        return path.isEmpty() ? otherwise : Path.of(path).toAbsolutePath();
    }

    private static Compression compression(Values values) {
        if (!values.flag(COMPRESS)) {
            return Compression.NONE;
        }
        String command = values.text(COMPRESS_COMMAND).strip();
        return new Compression(
                "." + values.text(COMPRESS_EXTENSION), command.isEmpty() ? List.of() : List.of(command.split("\\s+")));
    }
}
