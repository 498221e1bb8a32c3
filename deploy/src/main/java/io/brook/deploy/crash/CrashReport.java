package io.brook.deploy.crash;

import io.brook.deploy.BrookVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The report about a crash, from the files that are kept of it: what zeekctl's crash-diag tells, as far as Java and Kafka have it. */
final class CrashReport {
    /** What a Java virtual machine prints of each thread when it is asked for them. */
    private static final String THREAD = "   java.lang.Thread.State: ";

    private static final int MESSAGES = 100;
    private static final int OUTPUT = 50;
    private static final int FATAL = 60;
    private static final int THREAD_LINES = 400;
    private static final int SIGNAL = 128;
    private static final int KILLED = 137;
    private static final int SECONDS_OF_KERNEL = 5;

    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    private CrashReport(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the report.
     *
     * @param folder with the files that the node has left
     * @param configuration that nodes run with
     */
    static String of(Crash crash, Instant found, Path folder, Path configuration) throws IOException {
        CrashReport report = new CrashReport(folder);
        report.line(crash.node() + " " + crash.what() + ".");
        report.line("");
        report.fact("Process", crash.pid() == 0 ? "not known" : Long.toString(crash.pid()));
        report.fact("Started", time(crash.started()));
        report.fact("Found", time(found));
        report.fact("Exit status", status(folder));
        report.fact("Memory", memory(crash, folder));
        report.fact("Brook", BrookVersion.number());
        report.fact("Java", System.getProperty("java.runtime.version"));
        report.fact("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.fact("Kept in", folder.toString());
        report.files(configuration);
        return report.text.toString();
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String status(Path folder) throws IOException {
        Path file = folder.resolve(NodeFiles.STATUS);
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!text.matches("\\d{1,3}")) {
            return "not known";
        }
        int status = Integer.parseInt(text);
        return status > SIGNAL ? status + " (ended by signal " + (status - SIGNAL) + ")" : text;
    }

    /** Whether something says that there was not enough of it. */
    private static String memory(Crash crash, Path folder) throws IOException {
        Path messages = folder.resolve(NodeFiles.MESSAGES);
        if (Files.exists(messages)
                && Tail.of(messages, Integer.MAX_VALUE).stream().anyMatch(line -> line.contains("OutOfMemoryError"))) {
            return "Java ran out of memory (OutOfMemoryError); give the node more with BROOK_JAVA_OPTS=-Xmx... in env_vars";
        }
        Optional<String> kernel = kernel("Killed process " + crash.pid() + " ");
        if (kernel.isPresent()) {
            return "the kernel has killed it for want of memory: " + kernel.get();
        }
        return status(folder).startsWith(Integer.toString(KILLED))
                ? "no sign of too little; it was killed by somebody, or by the kernel of the host around a container"
                : "no sign of too little";
    }

    /** A line of the kernel's messages; they are not for everybody's eyes on every host. */
    private static Optional<String> kernel(String containing) throws IOException {
        try {
            Process dmesg = new ProcessBuilder("dmesg")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            dmesg.getOutputStream().close();
            try (InputStream in = dmesg.getInputStream()) {
                Optional<String> found = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains(containing))
                        .reduce((before, last) -> last);
                dmesg.waitFor(SECONDS_OF_KERNEL, TimeUnit.SECONDS);
                return found;
            } finally {
                dmesg.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            // There is no such program, as in small containers.
            return Optional.empty();
        }
    }

    private void files(Path configuration) throws IOException {
        add(NodeFiles.MESSAGES, Tail.of(folder.resolve(NodeFiles.MESSAGES), MESSAGES));
        List<String> output = Tail.of(folder.resolve(NodeFiles.OUTPUT), Integer.MAX_VALUE);
        boolean threads = output.stream().anyMatch(line -> line.startsWith(THREAD));
        add(NodeFiles.OUTPUT, last(output, threads ? THREAD_LINES : OUTPUT));
        for (Path file : named(folder, "hs_err")) {
            add(file.getFileName().toString(), Tail.beginningOf(file, FATAL));
        }
        add("command and variables", Tail.of(folder.resolve(NodeFiles.COMMAND), Integer.MAX_VALUE));
        add("brook.cfg", Tail.of(configuration, Integer.MAX_VALUE));
    }

    private static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private static List<Path> named(Path folder, String start) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .sorted()
                    .toList();
        }
    }

    private void fact(String name, String value) {
        line(String.format("%-12s %s", name + ":", value));
    }

    private void add(String heading, List<String> lines) {
        line("");
        line("==== " + heading);
        if (lines.isEmpty()) {
            line("(nothing)");
        }
        lines.forEach(each -> line(Secrets.hide(each)));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
