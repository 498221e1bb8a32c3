package io.brook.deploy.live;

import io.brook.deploy.ChildJava;
import io.brook.deploy.cli.BrookCommand;
import io.brook.schemas.testing.Namespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of Brook's that runs in a namespace. */
final class Node {
    private static final int ENDING_S = 120;
    private static final int HEAP_MB = 512;

    private final Path output;
    private final Process process;

    private Node(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Starts it where the clients are. */
    static Node onClient(Namespaces network, Path output, String... arguments) throws IOException {
        return onClient(network, output, BrookCommand.class, arguments);
    }

    static Node onClient(Namespaces network, Path output, Class<?> main, String... arguments) throws IOException {
        return new Node(output, network.onClient(output, command(main, arguments)));
    }

    /** Starts it between them. */
    static Node onTap(Namespaces network, Path output, String... arguments) throws IOException {
        return new Node(output, network.onTap(output, command(BrookCommand.class, arguments)));
    }

    /** Starts it where the servers are. */
    static Node onServer(Namespaces network, Path output, Class<?> main, String... arguments) throws IOException {
        return new Node(output, network.onServer(output, command(main, arguments)));
    }

    private static String[] command(Class<?> main, String... arguments) throws IOException {
        return ChildJava.command(HEAP_MB, main.getName(), List.of(arguments)).toArray(String[]::new);
    }

    /** Waits until it has said this. */
    Node await(String text) throws InterruptedException {
        Awaiting.until(
                () -> said().contains(text) || !process.isAlive(), () -> "it does not say '" + text + "': " + said());
        if (!said().contains(text)) {
            throw new AssertionError("it has ended without saying '" + text + "': " + said());
        }
        return this;
    }

    String said() {
        return Awaiting.text(output);
    }

    /** SIGTERM, and no end of its input; gives its exit status. */
    int end() throws InterruptedException {
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Sends it a signal, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(ENDING_S, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + said());
        }
        return process.exitValue();
    }
}
