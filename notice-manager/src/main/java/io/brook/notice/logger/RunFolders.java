package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.notice.checkpoint.Checkpoint;
import io.brook.schemas.disk.WritableDirectory;
import io.brook.schemas.log.LogStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of a run that writes its logs from the beginning to the end, and of earlier runs. Such a run leaves a mark in each, by
 * which the next one knows that it may remove the logs there.
 */
public final class RunFolders {
    private static final String MARK = ".brook-process";

    private final Path directory;
    private final List<Path> folders;
    private final Set<String> names =
            LogStream.all().stream().map(stream -> stream.path() + ".log").collect(Collectors.toUnmodifiableSet());

    private RunFolders(Path directory, List<Path> folders) {
        this.directory = directory;
        this.folders = folders;
    }

    /**
     * Creates the folders and makes sure that they can be written to.
     *
     * @throws LogWriteException when they cannot, or another logger writes there
     */
    public static RunFolders open(LoggerConfig config, Set<String> sensors) {
        Path directory = config.directory();
        check(directory);
        if (!config.perSensor()) {
            return new RunFolders(directory, List.of(directory));
        }
        List<Path> folders = sensors.stream().map(directory::resolve).toList();
        folders.forEach(RunFolders::create);
        return new RunFolders(directory, folders);
    }

    /** In a directory that was written to. To write into each of thousands of folders would take longer than to analyse their traces. */
    private static void create(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                checkWritable(folder);
            }
        }
    }

    /**
     * Makes sure that a logger can write to a directory.
     *
     * @throws LogWriteException when it cannot, or another logger writes there
     */
    public static void check(Path directory) {
        checkWritable(directory);
        CheckpointFile.checkFree(directory);
    }

    private static void checkWritable(Path directory) {
        WritableDirectory.refusal(directory).ifPresent(reason -> {
            throw new LogWriteException("cannot write logs to " + directory + ": " + reason);
        });
    }

    /** Logs from before that no such run has written. */
    public List<Path> foreign() {
        Optional<Checkpoint> checkpoint = CheckpointFile.peek(directory);
        boolean logger = checkpoint.map(Checkpoint::getEverySensor).orElse(false);
        List<Path> foreign = new ArrayList<>();
        for (Path folder : folders) {
            if (logger || Files.notExists(folder.resolve(MARK))) {
                foreign.addAll(logs(folder));
            }
        }
        return foreign;
    }

    private List<Path> logs(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> names.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LogWriteException("cannot read " + folder, e);
        }
    }

    /**
     * Removes logs from before, and marks the folders.
     *
     * @return how many there were
     * @throws LogWriteException when the disk fails
     */
    public int clear() {
        int removed = 0;
        try {
            CheckpointFile.discard(directory);
            for (Path folder : folders) {
                for (Path log : logs(folder)) {
                    Files.delete(log);
                    removed++;
                }
                Files.write(folder.resolve(MARK), new byte[0]);
            }
            return removed;
        } catch (IOException e) {
            throw LogWriteException.refused("cannot remove the logs of an earlier run in " + directory, e);
        }
    }
}
