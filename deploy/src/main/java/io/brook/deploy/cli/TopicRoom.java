package io.brook.deploy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the topics of some traces have room in a directory.
 *
 * @param directory where the broker keeps its data
 * @param traces what goes through it
 */
record TopicRoom(Path directory, List<Path> traces) {
    /** What was measured: packets and state, logs and what the stages tell each other. */
    private static final double TIMES_THE_TRACE = 1.8;

    private static final double MEGABYTE = 1e6;

    /** A line for those who may run out of room; trimming may yet make it fit. */
    Optional<String> warning() {
        return room() < needed() ? Optional.of("there may be no room: " + facts()) : Optional.empty();
    }

    /** A line for those who have run out of room, or whose disk has failed otherwise. */
    String failure() {
        return "the broker cannot write its data any more: " + facts();
    }

    private String facts() {
        return String.format(
                Locale.ROOT,
                "topics take about %.1f times the unpacked trace, here at least %,.0f MB, and %s has %,.0f MB left; name a"
                        + " directory with more room with --data-dir",
                TIMES_THE_TRACE,
                Math.ceil(needed() / MEGABYTE),
                directory,
                Math.floor(room() / MEGABYTE));
    }

    private double needed() {
        return TIMES_THE_TRACE
                * traces.stream()
                        .filter(Files::isRegularFile)
                        .mapToLong(trace -> trace.toFile().length())
                        .sum();
    }

    private double room() {
        return directory.toFile().getUsableSpace();
    }
}
