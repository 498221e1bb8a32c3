package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was done to nodes, in the log of statistics, as zeekctl writes it: {@code EPOCH NODE action started}. */
final class ActionLog {
    private static final double MILLIS = 1000;

    private final Path file;

    /** @param file the log, which cron takes away from time to time */
    ActionLog(Path file) {
        this.file = file;
    }

    /**
     * Adds a line for each node.
     *
     * @param action started or stopped
     */
    void add(List<String> nodes, String action, Instant when) throws RunException {
        String time = String.format(Locale.ROOT, "%.3f", when.toEpochMilli() / MILLIS);
        try {
            if (!nodes.isEmpty()) {
                Files.createDirectories(file.getParent());
                List<String> lines = nodes.stream()
                        .map(node -> String.join(" ", time, node, "action", action))
                        .toList();
                Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new RunException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
