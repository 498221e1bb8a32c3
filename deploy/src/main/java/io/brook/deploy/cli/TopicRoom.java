package io.brook.deploy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the topics of some traces fit into a directory.
 *
 * @param directory where the broker keeps its data
 * @param traces the traces that will be published
 */
record TopicRoom(Path directory, List<Path> traces) {
    /** Measured: packets and state, logs and the records between stages. */
    private static final double TIMES_THE_TRACE = 1.8;

    private static final double MEGABYTE = 1e6;

    /** A warning if the room may not be enough; with trimming it may still be. */
    Optional<String> warning() {
        return room() < needed() ? Optional.of("there may be no room: " + facts()) : Optional.empty();
    }

    /** A line for when the room was not enough, or the disk has failed otherwise. */
    String failure() {
        return "the broker cannot write its data any more: " + facts();
    }

    private String facts() {
        return String.format(
                Locale.ROOT,
                "topics take about %.1f times the uncompressed trace, here at least %,.0f MB, and %s has %,.0f MB left; name a"
                        + " directory with more room with --data-dir",
                TIMES_THE_TRACE,
                Math.ceil(needed() / MEGABYTE),
                directory,
                Math.floor(room() / MEGABYTE));
    }

    private double needed() {
        return TIMES_THE_TRACE * bytes(traces);
    }

    /** How many bytes the topics of some traces will take; empty when that cannot be said, as of a pipe. */
    static OptionalLong needed(List<Path> traces) {
        return traces.stream().allMatch(TopicRoom::isPlain)
                ? OptionalLong.of((long) (TIMES_THE_TRACE * bytes(traces)))
                : OptionalLong.empty();
    }

    private static boolean isPlain(Path trace) {
        return Files.isRegularFile(trace) && !trace.toString().endsWith(".gz");
    }

    private static long bytes(List<Path> traces) {
        return traces.stream()
                .filter(Files::isRegularFile)
                .mapToLong(trace -> trace.toFile().length())
                .sum();
    }

    private double room() {
        return directory.toFile().getUsableSpace();
    }
}
