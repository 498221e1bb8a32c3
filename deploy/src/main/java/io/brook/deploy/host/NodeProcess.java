package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.NodeFiles;
import io.brook.deploy.host.StateFile.Started;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process of a node on this host: starting it, ending it, and whether it does its work. */
final class NodeProcess {
    /** Starts what it is given, and stays to see how it ends. */
    private static final String WAITING =
            "\"$@\" & echo $! >" + NodeFiles.NUMBER + "; wait $!; echo $? >" + NodeFiles.STATUS;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** What has no number by then was never started. */
    private static final Duration LAUNCHING = Duration.ofSeconds(5);

    private static final long POLL_MS = 50;
    private static final int LOOKS = 20;

    /** Whether a process is still there; one that ended and that nobody has waited for is not. */
    boolean isAlive(Started process) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
        return handle.isPresent()
                && handle.get().isAlive()
                && startOf(handle.get()).equals(process.started())
                && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name before the state, in brackets, may have any character.
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // It has ended, or this is no Linux.
            return false;
        }
    }

    private static Instant startOf(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    /**
     * Starts a process that outlives this one and does not hear of its Ctrl-C.
     *
     * @param command the program and its arguments
     * @param environment more variables
     * @param directory its working directory, where its output goes
     */
    Started start(List<String> command, Map<String, String> environment, Path directory)
            throws RunException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("setsid", "sh", "-c", WAITING, "sh"));
        all.addAll(command);
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(directory.resolve(NodeFiles.OUTPUT).toFile())
                    .redirectError(directory.resolve(NodeFiles.MESSAGES).toFile());
            builder.environment().putAll(environment);
            Instant launched = Instant.now();
            Process waiting = builder.start();
            while (waiting.isAlive() && !isNumbered(directory)) {
                pause();
            }
            return launched(directory, launched);
        } catch (IOException e) {
            throw new RunException(command.get(0) + " cannot be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static boolean isNumbered(Path directory) throws IOException {
        Path number = directory.resolve(NodeFiles.NUMBER);
        return Files.exists(number) && Files.readString(number).endsWith("\n");
    }

    /** Before a start: the number of the process before is of no use any more, nor is its exit status. */
    static void forgetNumber(Path directory) throws RunException {
        try {
            Files.deleteIfExists(directory.resolve(NodeFiles.NUMBER));
            Files.deleteIfExists(directory.resolve(NodeFiles.STATUS));
        } catch (IOException e) {
            throw new RunException(directory.resolve(NodeFiles.NUMBER) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * The process that was being started when whoever started it was killed; one that has ended if there is none.
     *
     * @param launched before it was started
     */
    static Started launched(Path directory, Instant launched) throws RunException, InterruptedException {
        Path file = directory.resolve(NodeFiles.NUMBER);
        try {
            // Who writes the number may just be about to.
            while (!isNumbered(directory) && Instant.now().isBefore(launched.plus(LAUNCHING))) {
                pause();
            }
            long pid =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            return ProcessHandle.of(pid)
                    .map(NodeProcess::startOf)
                    // The system counts from its start in hundredths of a second.
                    .filter(start -> !start.isBefore(launched.minus(PATIENCE)))
                    .map(start -> new Started(pid, start))
                    .orElseGet(() -> new Started(pid, launched));
        } catch (NumberFormatException e) {
            // It is just being written.
            return new Started(0, launched);
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Waits a moment until the exit status of a process that has ended is written down; there may be nobody to do so. */
    static void awaitStatus(Path directory) throws InterruptedException {
        for (int i = 0; i < LOOKS && Files.exists(directory.resolve(NodeFiles.NUMBER)); i++) {
            if (Files.exists(directory.resolve(NodeFiles.STATUS))) {
                return;
            }
            pause();
        }
    }

    /** Whether a node says that it does its work. */
    boolean isReady(String health) {
        URI uri = URI.create(health);
        try {
            // Not HttpClient: its threads and TLS take longer to set up than all else that is done here.
            HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            request.setConnectTimeout((int) PATIENCE.toMillis());
            request.setReadTimeout((int) PATIENCE.toMillis());
            return request.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks a process to end (SIGTERM). */
    void ask(Started process) {
        if (isAlive(process)) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    /**
     * Waits for the end of a process that was asked to end, and kills it when it takes too long, after it has printed what its
     * threads do.
     *
     * @param directory where its output is
     * @param deadline when it is killed
     * @return whether it ended by itself
     */
    boolean end(Started process, Path directory, Instant deadline) throws InterruptedException {
        while (isAlive(process)) {
            if (Instant.now().isAfter(deadline)) {
                printThreads(process, directory.resolve(NodeFiles.OUTPUT));
                ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
                awaitEnd(process);
                return false;
            }
            pause();
        }
        return true;
    }

    /** A Java virtual machine prints its threads when it gets this signal; it may hang too much for that. */
    private void printThreads(Started process, Path output) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            long size = -1;
            for (int i = 0; i < LOOKS && isAlive(process) && size != Files.size(output); i++) {
                size = Files.size(output);
                pause();
            }
        } catch (IOException e) {
            // The report does without.
        }
    }

    private void awaitEnd(Started process) throws InterruptedException {
        while (isAlive(process)) {
            pause();
        }
    }

    /** Between two looks at a process. */
    static void pause() throws InterruptedException {
        Thread.sleep(POLL_MS);
    }
}
