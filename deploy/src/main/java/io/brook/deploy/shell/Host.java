package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be seen and done on this host. */
public final class Host {
    private static final int LAST_LINES = 30;
    private static final int PERCENT = 100;
    private static final int PS_COLUMNS = 4;
    private static final int PATIENCE_S = 10;

    private Host() {}

    /** The last lines of what a node has written, with a heading for each file. */
    public static List<String> lastOutput(Path directory) throws RunException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of(NodeProcess.CRASHED, NodeProcess.MESSAGES, NodeProcess.OUTPUT)) {
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

    /** Adds a row with a path, its file system, and the room on it in MiB and percent. */
    public static void addRoom(Path path, Rows rows) throws IOException {
        FileStore store = Files.getFileStore(path);
        long total = store.getTotalSpace();
        long free = store.getUsableSpace();
        rows.add(
                path.toString(),
                store.name(),
                (total >> 20) + "M",
                (free >> 20) + "M",
                total == 0 ? "" : (total - free) * PERCENT / total + "%");
    }

    /**
     * Adds a row with what a process uses, as ps tells it: memory in KiB, processor in percent.
     *
     * @return whether the process is there
     */
    public static boolean addUse(Node node, long pid, Rows rows) throws RunException, InterruptedException {
        List<String> lines = new ArrayList<>();
        run("ps -o vsz=,rss=,pcpu=,comm= -p " + pid, PATIENCE_S, Path.of("/"), lines::add);
        String[] columns =
                lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+", PS_COLUMNS);
        if (columns.length != PS_COLUMNS) {
            return false;
        }
        rows.add(
                node.name(),
                node.role().command(),
                node.host(),
                Long.toString(pid),
                columns[0] + "K",
                columns[1] + "K",
                columns[2] + "%",
                columns[PS_COLUMNS - 1]);
        return true;
    }

    /**
     * Runs a command of the system's shell.
     *
     * @param seconds after which it is killed
     * @param lines gets what it writes
     * @return whether it ended well, and in time
     */
    public static boolean run(String command, int seconds, Path directory, Consumer<String> lines)
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
