package io.brook.deploy.bench;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.embedded.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Another program that analyses the same traces, as a command of the shell.
 *
 * @param command in which {@code {}} stands for the traces
 */
public record Peer(String command) {
    /**
     * Runs it in a directory of its own, which is deleted afterwards.
     *
     * @return how long it took, from its start to its end
     * @throws RunException when it fails; with the last that it said
     */
    public Duration run(List<Path> traces) throws RunException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", command.replace("{}", "\"$@\""), "sh"));
        traces.forEach(trace -> shell.add(trace.toAbsolutePath().toString()));
        try {
            Path directory = Files.createTempDirectory("brook-bench-peer-");
            Path said = Files.createTempFile("brook-bench-peer-", ".txt");
            try {
                long begun = System.nanoTime();
                Process process = new ProcessBuilder(shell)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                int status = process.waitFor();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                if (status != 0) {
                    throw new RunException("--peer '" + command + "' ended with status " + status + last(said), null);
                }
                return took;
            } finally {
                Directories.delete(directory);
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new RunException("--peer '" + command + "' cannot be run: " + e.getMessage(), e);
        }
    }

    private static String last(Path said) throws IOException {
        List<String> lines =
                Files.readString(said).lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    }
}
