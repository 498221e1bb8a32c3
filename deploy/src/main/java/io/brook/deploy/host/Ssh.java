package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The system's ssh, with the keys, agents, jump hosts and names that it is configured with. */
public final class Ssh {
    /** What it ends with when it has not reached the host. */
    private static final int UNREACHED = 255;

    private static final int NO_COMMAND = 127;

    private final List<String> command;

    /**
     * @param command ssh and options, separated by spaces; its options count before those of here
     * @param seconds in which a host must answer
     */
    public Ssh(String command, int seconds) {
        this.command = new ArrayList<>(List.of(command.strip().split("\\s+")));
        // Nobody is there to type a password. A host that dies is noticed in the middle, too.
        for (String option : List.of(
                "BatchMode=yes",
                "LogLevel=ERROR",
                "ConnectTimeout=" + seconds,
                "ServerAliveInterval=" + Math.max(1, seconds / 2),
                "ServerAliveCountMax=2")) {
            this.command.addAll(List.of("-o", option));
        }
    }

    /** The command that runs a command of the shell on a host. */
    List<String> at(String host, String remote) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--", host, remote));
        return all;
    }

    /**
     * Runs a command of the shell on a host.
     *
     * @return what it has written, without spaces at the ends
     * @throws RunException when the host cannot be reached, or the command fails
     */
    public String run(String host, String remote) throws RunException, InterruptedException {
        return end(List.of(start(new ProcessBuilder(at(host, remote)))));
    }

    /**
     * Runs a command of the shell on a host, which gets what a command of this host writes.
     *
     * @throws RunException when the host cannot be reached, or one of the commands fails
     */
    public void pipe(ProcessBuilder from, String host, String remote) throws RunException, InterruptedException {
        try {
            end(ProcessBuilder.startPipeline(List.of(from, new ProcessBuilder(at(host, remote)))));
        } catch (IOException e) {
            throw new RunException(e.getMessage(), e);
        }
    }

    static Process start(ProcessBuilder builder) throws RunException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new RunException("cannot be reached: " + e.getMessage() + "; see SshCmd", e);
        }
    }

    private static String end(List<Process> processes) throws RunException, InterruptedException {
        Process last = processes.get(processes.size() - 1);
        try {
            List<CompletableFuture<String>> errors =
                    processes.stream().map(Ssh::errors).toList();
            last.getOutputStream().close();
            String written = text(last.getInputStream());
            if (last.waitFor() != 0) {
                throw failure(last.exitValue(), errors.get(errors.size() - 1).join());
            }
            for (int i = 0; i < processes.size() - 1; i++) {
                if (processes.get(i).waitFor() != 0) {
                    throw new RunException(errors.get(i).join(), null);
                }
            }
            return written;
        } catch (IOException e) {
            throw new RunException("cannot be asked: " + e.getMessage(), e);
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    /** Reads what a process has to complain of, beside what else it writes. */
    static CompletableFuture<String> errors(Process process) {
        CompletableFuture<String> errors = new CompletableFuture<>();
        // A thread of its own: it waits as long as the process runs.
        Thread reader = new Thread(() -> {
            try {
                errors.complete(text(process.getErrorStream()));
            } catch (IOException e) {
                errors.complete(e.getMessage());
            }
        });
        reader.setDaemon(true);
        reader.start();
        return errors;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Says why a command of ssh has failed; the host's name goes before it. */
    static RunException failure(int status, String errors) {
        String last = errors.lines().reduce((first, second) -> second).orElse("ssh ended with status " + status);
        String what = status == UNREACHED
                ? "cannot be reached: " + last
                : status == NO_COMMAND
                        ? "has no Brook yet, or not this one; give the command install first (" + last + ")"
                        : "failed: " + last;
        return new RunException(what, null);
    }

    /** A word of a command of the shell, whatever is in it. */
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
