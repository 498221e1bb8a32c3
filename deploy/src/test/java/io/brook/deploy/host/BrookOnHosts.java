package io.brook.deploy.host;

import io.brook.deploy.ChildJava;
import io.brook.deploy.cli.BrookCommand;
import io.brook.deploy.live.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code brook ctl} at the hosts of a test, as a process on the one that reaches the others. */
final class BrookOnHosts {
    private static final int MEGABYTES = 256;
    private static final int PATIENCE_S = 300;

    private final SshHosts hosts;
    private final List<String> command;

    /**
     * Lays out a distribution of a script that runs what is tested.
     *
     * @param script what it does before, in sh
     */
    BrookOnHosts(SshHosts hosts, Path directory, String script) throws IOException {
        this.hosts = hosts;
        List<String> brook = ChildJava.command(MEGABYTES, BrookCommand.class.getName(), List.of());
        Path program = directory.resolve("bin/brook");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + script + "exec " + String.join(" ", brook) + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("lib/brook.jar"), "stands for the real one");
        command = ChildJava.command(
                MEGABYTES, List.of("-Dbrook.launcher=" + program), BrookCommand.class.getName(), List.of());
    }

    /** What a command has written, and its status. */
    record Result(int status, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /** Starts a command; its output is in the files {@code out} and {@code err} of the directory given. */
    Process start(Path output, String... words) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("ctl", "--base", hosts.base().toString()));
        all.addAll(List.of(words));
        return hosts.controller(all.toArray(String[]::new))
                .redirectOutput(output.resolve("out").toFile())
                .redirectError(output.resolve("err").toFile())
                .start();
    }

    /** Runs a command to its end. */
    Result ctl(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempDirectory("brook-ctl");
        return end(start(output, words), output);
    }

    /** Waits for the end of a command that was started. */
    static Result end(Process process, Path output) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Result(
                process.exitValue(), Awaiting.text(output.resolve("out")), Awaiting.text(output.resolve("err")));
    }
}
