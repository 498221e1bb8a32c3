package io.brook.notice.archive;

import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs that are run for each archived file, with its path as their argument: all executable files of a directory, in the order of
 * their names. A program may be run again for the same file when the logger was killed meanwhile.
 *
 * @param directory null when there are none
 */
record PostProcessors(Path directory) {
    private static final int LIMIT_MINUTES = 10;
    private static final int SHOWN = 200;

    /**
     * Runs all for a file, whether or not one of them fails.
     *
     * @return a line for each that has failed
     * @throws InterruptedException when this was stopped; the program that was running is killed
     */
    List<String> run(Path archive) throws InterruptedException {
        if (directory == null || Files.notExists(archive)) {
            return List.of();
        }
        List<String> failures = new ArrayList<>();
        try {
            for (Path program : programs()) {
                String failure = run(program, archive);
                if (!failure.isEmpty()) {
                    failures.add(program + " " + archive + ": " + failure);
                }
            }
        } catch (IOException e) {
            failures.add("the programs in " + directory + " for " + archive + ": " + WritableDirectory.reason(e));
        }
        return failures;
    }

    private List<Path> programs() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .toList();
        }
    }

    /** What has gone wrong; empty when nothing has. */
    private static String run(Path program, Path archive) throws IOException, InterruptedException {
        Path output = Files.createTempFile("brook-post-processor-", ".txt");
        try {
            Process process = new ProcessBuilder(program.toString(), archive.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    return "killed after " + LIMIT_MINUTES + " minutes";
                }
            } finally {
                process.destroyForcibly();
            }
            return process.exitValue() == 0 ? "" : "status " + process.exitValue() + said(output);
        } catch (IOException e) {
            return e.getMessage();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The beginning of what a program has printed, as it is, or nothing. */
    private static String said(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            String text = new String(in.readNBytes(SHOWN), StandardCharsets.UTF_8);
            String line = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
            return line.isEmpty() ? "" : ": " + line;
        }
    }
}
