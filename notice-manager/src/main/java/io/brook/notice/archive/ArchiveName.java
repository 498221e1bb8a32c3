package io.brook.notice.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The names of archived files, as zeekctl makes them: {@code 2024-05-17/conn.13:00:00-14:00:00.log.gz}. Times are in UTC. */
public final class ArchiveName {
    /** The days' directories. */
    static final Pattern DAY = Pattern.compile("\\d{4,}-\\d\\d-\\d\\d");

    private static final String TIME = "\\d\\d:\\d\\d:\\d\\d";
    /** Groups: the log, and what comes after {@code .log}. */
    static final Pattern FILE =
            Pattern.compile("([a-z0-9_]+)\\." + TIME + "-" + TIME + "(?:-\\d+)?\\.log((?:\\.\\w+)?)");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private ArchiveName() {}

    /**
     * A name that nobody has yet. Only lines that come late, or a file that begins anew within its period, make a number necessary, as in
     * {@code conn.13:00:00-14:00:00-2.log.gz}.
     *
     * @param folder the folder of the log within the log directory; empty when it has none
     * @param log the log's name, such as conn
     * @param extension what comes after {@code .log}
     * @param taken whether there is a file of that name, or will be one
     * @return relative to the archive's directory
     */
    public static Path of(String folder, String log, Period period, String extension, Predicate<Path> taken) {
        Instant start = instant(period.start());
        Path directory = Path.of(DATE.format(start), folder);
        String name = log + "." + CLOCK.format(start) + "-" + CLOCK.format(instant(period.end()));
        Path free = directory.resolve(name + ".log" + extension);
        for (int number = 2; taken.test(free); number++) {
            free = directory.resolve(name + "-" + number + ".log" + extension);
        }
        return free;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
