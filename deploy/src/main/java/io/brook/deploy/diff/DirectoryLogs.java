package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files {@code *.log} of a directory and the folders in it. */
public final class DirectoryLogs implements LogSet {
    private static final String ENDING = ".log";

    private final SortedMap<String, Path> files = new TreeMap<>();

    /** @throws RunException when the directory cannot be read */
    public DirectoryLogs(Path directory) throws RunException {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .forEach(file -> files.put(nameOf(directory, file), file));
        } catch (IOException | UncheckedIOException e) {
            throw new RunException("cannot read " + directory + ": " + e.getMessage(), e);
        }
    }

    private static String nameOf(Path directory, Path file) {
        String name = directory.relativize(file).toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public LogLines open(String name) throws RunException {
        return new FileLines(files.get(name));
    }
}
