package io.brook.deploy.cli;

import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine;

/**
 * The lines that commands print on standard error. Those of the cluster's processes, which run for days, begin with the time
 * (ISO 8601), unless {@code --no-timestamps} is given.
 */
final class Lines {
    /** A command whose lines may begin with the time. */
    interface Stamped {
        /** Whether they do. */
        boolean hasTimestamps();
    }

    private Lines() {}

    static void print(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        // One call for each line: several threads may print.
        err.println(start(command) + message);
        err.flush();
    }

    private static String start(CommandLine command) {
        boolean stamped = command.getCommand() instanceof Stamped each && each.hasTimestamps();
        return stamped ? now() + " brook: " : "brook: ";
    }

    private static String now() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
