package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.shell.StateFile.Started;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final long POLL_MS = 50;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

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
        List<String> all = new ArrayList<>(List.of("setsid"));
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

    /** Whether a node's health port says that it does its work; of a broker, whether it takes connections. */
    boolean isReady(Node node, String address) throws InterruptedException {
        if (node.role() == Node.Role.BROKER) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("localhost", node.port()), (int) PATIENCE.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address + ":" + node.port() + "/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
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
