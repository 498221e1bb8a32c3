package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration that nodes run with: a copy, so that a file can be edited while nodes run. The link {@code installed} leads to
 * the copy in use and {@code previous} to the one before it; a link is replaced at once, so that there is always a whole copy.
 */
final class Installation {
    /** The folder with the site's policy, beside the files of the configuration. */
    static final String POLICY = "policy";

    /** The folder in that one with the site's jars. */
    private static final String JARS = "lib";

    private final Path spool;

    Installation(Path spool) {
        this.spool = spool;
    }

    /** The directory of the copy in use; empty before the first installation. */
    Optional<Path> current() {
        Path link = spool.resolve("installed");
        return Files.isDirectory(link) ? Optional.of(link) : Optional.empty();
    }

    /** Copies the files of a directory, its policy and the jars of that, and makes the copy the one in use. */
    void install(Path from) throws RunException {
        try {
            Path versions = Files.createDirectories(spool.resolve("versions"));
            Path copy = Files.createTempDirectory(versions, "v");
            copy(from, copy);
            for (Path folder : List.of(Path.of(POLICY), Path.of(POLICY, JARS))) {
                if (Files.isDirectory(from.resolve(folder))) {
                    copy(from.resolve(folder), Files.createDirectory(copy.resolve(folder)));
                }
            }
            Path installed = spool.resolve("installed");
            if (Files.isSymbolicLink(installed)) {
                link("previous", Files.readSymbolicLink(installed));
            }
            link("installed", spool.relativize(copy));
            removeOld(versions);
        } catch (IOException e) {
            throw new RunException("the configuration cannot be installed below " + spool + ": " + e.getMessage(), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            if (Files.isRegularFile(file)) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        Path next = spool.resolve(name + ".new");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, spool.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeOld(Path versions) throws IOException {
        List<Path> used = new ArrayList<>();
        for (String name : List.of("installed", "previous")) {
            Path link = spool.resolve(name);
            if (Files.isSymbolicLink(link)) {
                used.add(Files.readSymbolicLink(link).getFileName());
            }
        }
        for (Path version : list(versions)) {
            if (!used.contains(version.getFileName())) {
                delete(version);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
