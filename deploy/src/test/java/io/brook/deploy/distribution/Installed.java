package io.brook.deploy.distribution;

import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder that something is installed into, and what is run there. */
final class Installed {
    /** Where Java looks for programs: none of them is a Maven that works. */
    private static final String PATH = ":/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path root;
    private final Path tools;
    private final Path home;

    /** What a command said on both streams, and how it ended. */
    record Said(int status, String text) {}

    Installed(Path root) throws IOException {
        this.root = root;
        // The temporary directory is the tests' own; whoever uses what is installed is somebody else.
        allow(root, "rwxr-xr-x");
        tools = Files.createDirectories(root.resolve("no-maven"));
        allow(Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho mvn was called >&2\nexit 1\n"), "rwxr-xr-x");
        home = Files.createDirectories(root.resolve("home"));
        allow(home, "rwxrwxrwx");
        allow(Files.copy(Samples.OFFICE, home.resolve("office.pcap")), "rw-r--r--");
    }

    Path path(String below) {
        return root.resolve(below);
    }

    /** Runs a command as whoever runs the tests. */
    static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /**
     * Analyses the sample with an installed {@code brook}, into the folder {@code logs} of {@link #logs}.
     *
     * @param brook the command
     * @param user the number of the user who runs it, where the tests are run by root
     */
    Said analyse(Path brook, long user, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            String id = Long.toString(user);
            command.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--inh-caps=-all"));
        }
        command.addAll(List.of("env", "-i", "PATH=" + tools + PATH, "HOME=" + home));
        command.add("JAVA_HOME=" + System.getProperty("java.home"));
        command.addAll(List.of(brook.toString(), "process", "--quiet", "--log-dir", logs().toString()));
        command.addAll(List.of(options));
        command.add(home.resolve("office.pcap").toString());
        return run(command.toArray(String[]::new));
    }

    Path logs() {
        return home.resolve("logs");
    }

    /** The lines of a log, without its header. */
    List<String> lines(String log) throws IOException {
        try (Stream<String> lines = Files.lines(logs().resolve(log))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
