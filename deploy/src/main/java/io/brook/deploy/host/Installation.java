package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration that nodes run with: a copy, so that a file can be edited while nodes run. The link {@code installed} leads to
 * the copy in use and {@code previous} to the one before it; a link is replaced at once, so that there is always a whole copy.
 */
public final class Installation {
    /** The folder with the site's policy, beside the files of the configuration. */
    public static final String POLICY = "policy";

    /** The link to Brook itself, where it came with the configuration. */
    public static final String BROOK = "brook";

    private final Path spool;

    /** @param spool the directory that it is below */
    public Installation(Path spool) {
        this.spool = spool;
    }

    /** The directory of the copy in use; empty before the first installation. */
    public Optional<Path> current() {
        Path link = spool.resolve("installed");
        return Files.isDirectory(link) ? Optional.of(link) : Optional.empty();
    }

    /**
     * Copies the files of a directory and all of its policy, and makes the copy the one in use.
     *
     * @param distribution the directory of Brook itself, which goes with the copy as the link {@code brook}; it is a neighbour of those
     *     of other versions, which are deleted when no copy needs them
     */
    public void install(Path from, Optional<Path> distribution) throws RunException {
        try {
            Path versions = Files.createDirectories(spool.resolve("versions"));
            Path copy = Files.createTempDirectory(versions, "v");
            copy(from, copy);
            if (Files.isDirectory(from.resolve(POLICY))) {
                copyAll(from.resolve(POLICY), copy.resolve(POLICY));
            }
            if (distribution.isPresent()) {
                Files.createSymbolicLink(copy.resolve(BROOK), distribution.get());
            }
            Path installed = spool.resolve("installed");
            if (Files.isSymbolicLink(installed)) {
                link("previous", Files.readSymbolicLink(installed));
            }
            link("installed", spool.relativize(copy));
            Set<Path> distributions = removeOld(versions);
            if (distribution.isPresent()) {
                removeOthers(distribution.get().getParent(), distributions);
            }
        } catch (IOException e) {
            throw new RunException("the configuration cannot be installed below " + spool + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes units of systemd of those nodes that are to be some, and removes those of nodes that are not there any more.
     *
     * @param tasks all nodes of this host, with how they are started
     * @throws RunException when they cannot be made, or one of the others runs
     */
    public void makeUnits(List<Task> tasks) throws RunException, InterruptedException {
        for (boolean ofUser : new boolean[] {false, true}) {
            new UnitFiles(ofUser)
                    .install(
                            tasks.stream()
                                    .filter(task ->
                                            task.unit() != null && task.unit().ofUser() == ofUser)
                                    .toList(),
                            spool);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            if (Files.isRegularFile(file)) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** With the folders in it: jars, and rules. */
    private static void copyAll(Path from, Path to) throws IOException {
        copy(from, Files.createDirectory(to));
        for (Path folder : list(from)) {
            if (Files.isDirectory(folder)) {
                copyAll(folder, to.resolve(folder.getFileName()));
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        Path next = spool.resolve(name + ".new");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, spool.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives the distributions that the copies need which are left. */
    private Set<Path> removeOld(Path versions) throws IOException {
        Set<Path> used = new HashSet<>();
        Set<Path> distributions = new HashSet<>();
        for (String name : List.of("installed", "previous")) {
            Path link = spool.resolve(name);
            if (Files.isSymbolicLink(link)) {
                used.add(Files.readSymbolicLink(link).getFileName());
                Path brook = link.resolve(BROOK);
                if (Files.isSymbolicLink(brook)) {
                    distributions.add(Files.readSymbolicLink(brook).getFileName());
                }
            }
        }
        removeOthers(versions, used);
        return distributions;
    }

    private static void removeOthers(Path directory, Set<Path> used) throws IOException {
        for (Path each : list(directory)) {
            if (!used.contains(each.getFileName())) {
                delete(each);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Deletes a directory with all that is in it, if it is there. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
