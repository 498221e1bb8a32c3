package io.brook.deploy.cron;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statistics of nodes: lines as zeekctl writes them, {@code EPOCH node parent KEY VALUE} of processes and {@code EPOCH node interface
 * KEY VALUE} of captures; starts and stops have left theirs there before. A run collects its lines in a file of the shell's own directory; they are moved to the directory of statistics, and
 * into files for spreadsheets there, {@code www/NODE.KIND.csv}.
 */
final class StatsLog {
    private static final double MILLIS = 1000;

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final String time;

    /**
     * @param file the log
     * @param now the clock's time
     */
    StatsLog(Path file, Instant now) {
        this.file = file;
        time = String.format(Locale.ROOT, "%.3f", now.toEpochMilli() / MILLIS);
    }

    /** Adds a line. */
    void add(String node, String of, String key, String value) {
        lines.add(String.join(" ", time, node, of, key, value));
    }

    /** Writes what was added. */
    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines.clear();
    }

    /** Moves all lines to the log in the directory of statistics, and what they say into the files for spreadsheets. */
    void publish(Path directory) throws IOException {
        Path www = Files.createDirectories(directory.resolve("www"));
        List<String> all;
        try {
            all = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return;
        }
        StatsTable.of(all).write(www);
        Files.write(directory.resolve("stats.log"), all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.delete(file);
    }

    /** Removes lines from the log in the directory of statistics that are older. */
    static void expire(Path directory, Instant oldest) throws IOException {
        Path log = directory.resolve("stats.log");
        if (Files.notExists(log)) {
            return;
        }
        Path next = directory.resolve("stats.log.new");
        double since = oldest.toEpochMilli() / MILLIS;
        try (BufferedReader all = Files.newBufferedReader(log);
                BufferedWriter kept = Files.newBufferedWriter(next)) {
            for (String line = all.readLine(); line != null; line = all.readLine()) {
                if (time(line) >= since) {
                    kept.write(line + "\n");
                }
            }
        }
        Files.move(next, log, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The time of a line; lines that are none are as old as can be. */
    static double time(String line) {
        String first = line.split(" ", 2)[0];
        return first.matches("\\d{1,12}(\\.\\d{1,6})?") ? Double.parseDouble(first) : 0;
    }
}
