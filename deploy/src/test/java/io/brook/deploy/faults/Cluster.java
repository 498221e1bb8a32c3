package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.cli.BrookCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brook's processes at some brokers. */
final class Cluster implements AutoCloseable {
    /** For a takeover or two, and what waits behind it. */
    private static final Duration WRITING = Duration.ofMinutes(3);

    private static final Duration UNDISTURBED = Duration.ofMinutes(5);
    private static final int PARTITIONS = 4;

    private final Brokers brokers;
    private final Path directory;
    private final String partitions;
    private final List<String> options;
    private final List<ChildProcess> processes = new ArrayList<>();
    private int started;

    /** @param options for the workers */
    Cluster(Brokers brokers, Path directory, String... options) {
        this(brokers, directory, PARTITIONS, options);
    }

    /** @param options for the workers */
    Cluster(Brokers brokers, Path directory, int partitions, String... options) {
        this.brokers = brokers;
        this.directory = directory;
        this.partitions = Integer.toString(partitions);
        this.options = List.of(options);
    }

    /** Starts one of those that run stream tasks, and returns when it is ready. */
    ChildProcess stream(String command, String... more) throws IOException {
        return begin(command, more).await(command + " is ready");
    }

    /** Starts one that may not get ready. */
    ChildProcess begin(String command, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--threads", "2", "--partitions", partitions));
        arguments.addAll(List.of(more));
        return start(command, arguments);
    }

    ChildProcess worker() throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-C");
        return stream("worker", arguments.toArray(String[]::new));
    }

    ChildProcess logger(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--log-dir", logs().toString()));
        arguments.addAll(List.of(more));
        return start("logger", arguments).await("logger is ready");
    }

    /** Starts a capture at a pace of so many packets in a second; returns when it is ready. */
    ChildProcess capture(Path trace, int pace, String... more) throws IOException {
        return beginCapture(trace, pace, more).await("capture is ready");
    }

    /** Starts one that may not get ready. */
    ChildProcess beginCapture(Path trace, int pace, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "-C",
                "--partitions",
                partitions,
                "--sensor",
                trace.getFileName().toString(),
                "--pace",
                Integer.toString(pace),
                trace.toString()));
        return start("capture", arguments);
    }

    ChildProcess start(String command, List<String> arguments) throws IOException {
        return start(List.of(), command, arguments);
    }

    /** @param java options for Java */
    ChildProcess start(List<String> java, String command, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(command, "--bootstrap-servers", brokers.servers()));
        all.addAll(arguments);
        String name = command + "-" + ++started;
        ChildProcess process =
                ChildProcess.start(name, directory.resolve(name + ".txt"), java, BrookCommand.class.getName(), all);
        processes.add(process);
        return process;
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** Waits until the logs say, line by line, what they should. */
    void awaitLogs(Map<String, List<String>> expected) {
        awaitLogs(logs(), expected);
    }

    /** The same of the logs in some directory. */
    static void awaitLogs(Path logs, Map<String, List<String>> expected) {
        ChildProcess.until(WRITING, () -> sorted(logs).equals(expected));
        Map<String, List<String>> found = sorted(logs);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((log, lines) -> {
            assertThat(without(lines, found.get(log))).as("missing in " + log).isEmpty();
            assertThat(without(found.get(log), lines)).as("too many in " + log).isEmpty();
        });
    }

    /** Waits until the logs say so much, whatever their headers say. */
    void awaitRecords(Map<String, List<String>> expected) {
        ChildProcess.until(WRITING, () -> records(sorted(logs())).equals(expected));
        assertThat(records(sorted(logs()))).isEqualTo(expected);
    }

    /** The lines of logs without those that begin and end the files. */
    static Map<String, List<String>> records(Map<String, List<String>> logs) {
        Map<String, List<String>> records = new TreeMap<>();
        logs.forEach((log, lines) -> records.put(
                log, lines.stream().filter(line -> !line.startsWith("#")).toList()));
        return records;
    }

    /** What is left of some lines when each of the others has taken one like it away. */
    private static List<String> without(List<String> lines, List<String> others) {
        Map<String, Long> taken = others.stream().collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        return lines.stream()
                .filter(line -> taken.merge(line, -1L, Long::sum) < 0)
                .toList();
    }

    /** What an undisturbed run writes, all in one process. */
    static Map<String, List<String>> undisturbed(Path trace, Path directory) throws IOException {
        return undisturbed(List.of(), trace, directory);
    }

    /**
     * The same.
     *
     * @param java options for Java
     * @param options for the run
     */
    static Map<String, List<String>> undisturbed(List<String> java, Path trace, Path directory, String... options)
            throws IOException {
        Path logs = directory.resolve("undisturbed-" + trace.getFileName());
        List<String> arguments = new ArrayList<>(List.of(
                "process",
                "-C",
                "--quiet",
                "--sensor",
                trace.getFileName().toString(),
                "--log-dir",
                logs.toString(),
                trace.toString()));
        arguments.addAll(List.of(options));
        ChildProcess process = ChildProcess.start(
                "process", directory.resolve("process.txt"), java, BrookCommand.class.getName(), arguments);
        assertThat(process.awaitEnd(UNDISTURBED)).as(process.text()).isZero();
        return sorted(logs);
    }

    /** The lines of every log, sorted; the logger keeps other files beside them, and does not close those it may add to. */
    private static Map<String, List<String>> sorted(Path logs) {
        Map<String, List<String>> sorted = new TreeMap<>();
        String[] names = logs.toFile().list((folder, name) -> name.endsWith(".log"));
        for (String name : names == null ? new String[0] : names) {
            sorted.put(name, sortedLines(logs.resolve(name)));
        }
        return sorted;
    }

    private static List<String> sortedLines(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.startsWith("#close")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
