package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.brook.deploy.ChildJava;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Java program in a process of its own; what it says is in a file. */
final class ChildProcess implements AutoCloseable {
    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration ENDING = Duration.ofMinutes(2);
    private static final int HEAP_MB = 320;

    private final String name;
    private final Path output;
    private final Process process;

    private ChildProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param name what messages call it
     * @param output where what it says goes
     */
    static ChildProcess start(String name, Path output, Class<?> main, List<String> arguments) throws IOException {
        return start(name, output, main.getName(), arguments);
    }

    static ChildProcess start(String name, Path output, String main, List<String> arguments) throws IOException {
        return start(name, output, List.of(), main, arguments);
    }

    /** @param java more options for Java; they override the usual ones */
    static ChildProcess start(String name, Path output, List<String> java, String main, List<String> arguments)
            throws IOException {
        Process process = new ProcessBuilder(ChildJava.command(HEAP_MB, java, main, arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new ChildProcess(name, output, process);
    }

    /** Waits until it has said this. */
    ChildProcess await(String text) {
        until(STARTING, () -> said(text) || !process.isAlive());
        assertThat(said(text))
                .as("%s says '%s'; it said: %s", name, text, text())
                .isTrue();
        return this;
    }

    /** Waits until this one or another has said all of these. */
    void awaitAnyOf(ChildProcess other, String... texts) {
        boolean said = until(
                STARTING,
                () -> Stream.of(this, other).anyMatch(each -> Stream.of(texts).allMatch(each::said)));
        assertThat(said)
                .as("one says %s: %s%s", List.of(texts), text(), other.text())
                .isTrue();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        until(ENDING, () -> !process.isAlive());
    }

    /** A signal by its name without SIG. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("kill -%s", name).isZero();
    }

    long pid() {
        return process.pid();
    }

    /** What it has had of the processors so far, by itself and by the system for it. */
    double cpuSeconds() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** What it reads as standard input. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** Whether it hears of a signal: a shell that starts programs in the background lets them ignore SIGINT. */
    boolean hears(int signal) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .noneMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) >>> signal - 1 & 1) != 0);
        }
    }

    /** SIGTERM: it closes what it holds, and ends well. Its standard input stays open, which {@link Process#destroy} would close. */
    void end() {
        process.toHandle().destroy();
        assertThat(awaitEnd()).as("%s ends; it said: %s", name, text()).isZero();
    }

    /** SIGHUP. */
    void hangUp() throws IOException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .inheritIO()
                .start();
    }

    /** Waits until it has ended by itself; gives its exit status. */
    int awaitEnd() {
        return awaitEnd(ENDING);
    }

    int awaitEnd(Duration patience) {
        until(patience, () -> !process.isAlive());
        if (process.isAlive()) {
            fail("%s does not end; it said: %s", name, text());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "nothing that can be read: " + e.getMessage();
        }
    }

    private boolean said(String text) {
        return text().contains(text);
    }

    @Override
    public void close() {
        kill();
    }

    /** Waits for a condition, or until the time is over. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
