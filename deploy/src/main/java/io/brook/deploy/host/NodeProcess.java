package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.StateFile.Started;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process of a node on this host: starting it, ending it, and whether it does its work. */
final class NodeProcess {
    /** What it prints on standard output goes to this file of its directory; its messages to the other. */
    static final String OUTPUT = "stdout.log";

    static final String MESSAGES = "stderr.log";

    /** The messages of the last one that has crashed. */
    static final String CRASHED = "crashed.log";

    /** The number of the process that was started last, which it writes itself: nobody can be killed before having it written. */
    private static final String NUMBER = ".pid";

    private static final int PATIENCE_MS = 1000;
    private static final long POLL_MS = 50;

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
    Started start(List<String> command, Map<String, String> environment, Path directory) throws RunException {
        List<String> all =
                new ArrayList<>(List.of("setsid", "sh", "-c", "echo $$ >" + NUMBER + " && exec \"$@\"", "sh"));
        all.addAll(command);
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(directory.resolve(OUTPUT).toFile())
                    .redirectError(directory.resolve(MESSAGES).toFile());
            builder.environment().putAll(environment);
            ProcessHandle handle = builder.start().toHandle();
            return new Started(handle.pid(), startOf(handle));
        } catch (IOException e) {
            throw new RunException(command.get(0) + " cannot be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Before a start: the number of the process before is of no use any more. */
    static void forgetNumber(Path directory) throws RunException {
        try {
            Files.deleteIfExists(directory.resolve(NUMBER));
        } catch (IOException e) {
            throw new RunException(directory.resolve(NUMBER) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * The process that was being started when whoever started it was killed; one that has ended if there is none.
     *
     * @param launched before it was started
     */
    static Started launched(Path directory, Instant launched) throws RunException {
        Path file = directory.resolve(NUMBER);
        try {
            long pid =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            return ProcessHandle.of(pid)
                    .map(NodeProcess::startOf)
                    // The system counts from its start in hundredths of a second.
                    .filter(start -> !start.isBefore(launched.minusMillis(PATIENCE_MS)))
                    .map(start -> new Started(pid, start))
                    .orElseGet(() -> new Started(pid, launched));
        } catch (NumberFormatException e) {
            // It is just being written.
            return new Started(0, launched);
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps the messages of a process that has crashed from those of the next one. */
    static void keepMessages(Path directory) throws RunException {
        Path messages = directory.resolve(MESSAGES);
        try {
            if (Files.exists(messages)) {
                Files.move(messages, directory.resolve(CRASHED), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new RunException(messages + " cannot be moved: " + e.getMessage(), e);
        }
    }

    /** Whether a node says that it does its work; of one at {@code tcp://}, whether it takes connections. */
    boolean isReady(String health) {
        URI uri = URI.create(health);
        if (uri.getScheme().equals("tcp")) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
        try {
            // Not HttpClient: its threads and TLS take longer to set up than all else that is done here.
            HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            request.setConnectTimeout(PATIENCE_MS);
            request.setReadTimeout(PATIENCE_MS);
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
     * Waits for the end of a process that was asked to end, and kills it when it takes too long.
     *
     * @param deadline when it is killed
     * @return whether it ended by itself
     */
    boolean end(Started process, Instant deadline) throws InterruptedException {
        while (isAlive(process)) {
            if (Instant.now().isAfter(deadline)) {
                ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
                awaitEnd(process);
                return false;
            }
            pause();
        }
        return true;
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
