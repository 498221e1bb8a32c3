package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.NodeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be seen and done on this host, whatever the state of its nodes. */
final class HostTools {
    private static final int LAST_LINES = 30;
    private static final int PERCENT = 100;
    private static final int PS_COLUMNS = 6;
    private static final int PATIENCE_S = 10;

    private HostTools() {}

    /** The last lines of what a node has written, with a heading for each file. */
    static List<String> lastOutput(Path directory) throws RunException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of(NodeFiles.MESSAGES, NodeFiles.OUTPUT)) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                lines.add("==== " + name);
                lines.addAll(last(file));
            }
        }
        if (lines.isEmpty()) {
            lines.add("it has written nothing");
        }
        return lines;
    }

    private static Deque<String> last(Path file) throws RunException {
        Deque<String> last = new ArrayDeque<>();
        // Any bytes at all: a crash may have cut a character in two.
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                if (last.size() == LAST_LINES) {
                    last.removeFirst();
                }
                last.add(line);
            });
            return last;
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A row for each directory that is there: its path, its file system, and the room on it in MiB and percent. */
    static List<List<String>> room(List<String> directories) throws RunException {
        List<List<String>> rows = new ArrayList<>();
        for (String directory : directories) {
            Path path = Path.of(directory);
            if (Files.exists(path)) {
                rows.add(room(path));
            }
        }
        return rows;
    }

    private static List<String> room(Path path) throws RunException {
        try {
            FileStore store = Files.getFileStore(path);
            long total = store.getTotalSpace();
            long free = store.getUsableSpace();
            return List.of(
                    path.toString(),
                    store.name(),
                    (total >> 20) + "M",
                    (free >> 20) + "M",
                    total == 0 ? "" : (total - free) * PERCENT / total + "%");
        } catch (IOException e) {
            throw new RunException("the room on the disk of " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What processes use: a row of the node's name, its number, memory in KiB (virtual and resident), processor in percent since it was
     * started, threads, processor time in ms, and the command, for each node that has a process.
     */
    static List<List<String>> use(List<NodeState> nodes) throws RunException, InterruptedException {
        Map<String, String> names = new LinkedHashMap<>();
        for (NodeState node : nodes) {
            if (node.condition() == Condition.RUNNING || node.condition() == Condition.INITIALIZING) {
                names.put(Long.toString(node.pid()), node.name());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        if (!names.isEmpty()) {
            List<String> lines = new ArrayList<>();
            String numbers = String.join(",", names.keySet());
            run("ps -o pid=,vsz=,rss=,pcpu=,nlwp=,comm= -p " + numbers, PATIENCE_S, Path.of("/"), lines::add);
            for (String line : lines) {
                List<String> columns = List.of(line.strip().split("\\s+", PS_COLUMNS));
                if (columns.size() == PS_COLUMNS && names.containsKey(columns.get(0))) {
                    List<String> row = new ArrayList<>(List.of(names.get(columns.get(0))));
                    row.addAll(columns.subList(0, PS_COLUMNS - 1));
                    row.add(Long.toString(cpuMs(Long.parseLong(columns.get(0)))));
                    row.add(columns.get(PS_COLUMNS - 1));
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** More exactly than ps tells it, which is what the use of a second needs. */
    private static long cpuMs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
    }

    /**
     * Runs a command of the system's shell.
     *
     * @param seconds after which it is killed
     * @param lines gets what it writes
     * @return whether it ended well, and in time
     */
    static boolean run(String command, int seconds, Path directory, Consumer<String> lines)
            throws RunException, InterruptedException {
        Path output = null;
        try {
            // To a file: a process that it leaves behind may keep a pipe open for ever.
            output = Files.createTempFile("brook-exec", ".txt");
            Process process = new ProcessBuilder("sh", "-c", command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                process.waitFor();
            }
            try (Stream<String> written = Files.lines(output, StandardCharsets.ISO_8859_1)) {
                written.forEach(lines);
            }
            if (!ended) {
                lines.accept("killed after " + seconds + " s");
            }
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new RunException(command + " cannot be run: " + e.getMessage(), e);
        } finally {
            if (output != null) {
                output.toFile().delete();
            }
        }
    }
}
