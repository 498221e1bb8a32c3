package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the units that nodes of this host are, where systemd finds them. */
final class UnitFiles {
    private static final Path OF_SYSTEM = Path.of("/etc/systemd/system");
    private static final Path OF_USER = Path.of("systemd", "user");
    /** What a unit has of the variables of whoever installs it: without them, Brook may find no Java. */
    private static final List<String> INHERITED = List.of("PATH", "JAVA_HOME");

    private final Path folder;
    private final Systemctl systemctl;

    /** @param ofUser whether they are units of the user who runs the shell, and not of the system */
    UnitFiles(boolean ofUser) {
        folder = ofUser ? configuration().resolve(OF_USER) : OF_SYSTEM;
        systemctl = new Systemctl(ofUser);
    }

    private static Path configuration() {
        return Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(
                                Optional.ofNullable(System.getenv("HOME")).orElse(System.getProperty("user.home")))
                        .resolve(".config"));
    }

    /** Whether a node has a unit. */
    boolean has(String node) {
        return Files.exists(folder.resolve(UnitFile.name(node)));
    }

    /**
     * Makes units of nodes, and removes those of other nodes of the same cluster.
     *
     * @param tasks with how they are started
     * @param spool the shell's own directory
     * @throws RunException when one of the others runs, or a unit of that name is of another cluster
     */
    void install(List<Task> tasks, Path spool) throws RunException, InterruptedException {
        try {
            boolean changed = removeOthers(tasks, spool);
            for (Task task : tasks) {
                changed |= install(task, spool);
            }
            if (changed) {
                systemctl.run("daemon-reload");
            }
        } catch (IOException e) {
            throw new RunException("the units of systemd cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private boolean install(Task task, Path spool) throws IOException, RunException {
        Path file = Files.createDirectories(folder).resolve(UnitFile.name(task.name()));
        if (Files.exists(file) && !isOf(file, spool)) {
            throw new RunException(
                    file + " is of another cluster; give the node " + task.name()
                            + " another name, or remove that file",
                    null);
        }
        Path variables = Files.createDirectories(spool.resolve("units")).resolve(task.name() + ".env");
        Map<String, String> all = new HashMap<>();
        INHERITED.forEach(name -> Optional.ofNullable(System.getenv(name)).ifPresent(value -> all.put(name, value)));
        all.putAll(task.launch().environment());
        write(variables, UnitFile.variables(all), "rw-------");
        return write(file, UnitFile.text(task, spool.toString(), variables.toString()), "rw-r--r--");
    }

    /** @return whether it has not been there as it is now */
    private static boolean write(Path file, String text, String mode) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        Files.writeString(next, text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(mode));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private boolean removeOthers(List<Task> tasks, Path spool) throws IOException, RunException, InterruptedException {
        Set<String> names =
                tasks.stream().map(task -> UnitFile.name(task.name())).collect(Collectors.toSet());
        List<Path> others = new ArrayList<>();
        for (Path file : all()) {
            if (!names.contains(file.getFileName().toString()) && isOf(file, spool)) {
                others.add(file);
            }
        }
        for (Path file : others) {
            String unit = file.getFileName().toString();
            if (!systemctl.show(unit, "MainPID").get("MainPID").equals("0")) {
                throw new RunException(
                        unit
                                + " runs, and is no unit of this cluster any more; stop it with systemctl stop, and"
                                + " install again",
                        null);
            }
            systemctl.run("disable", "--no-reload", unit);
            Files.delete(file);
        }
        return !others.isEmpty();
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> UnitFile.isOne(file.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isOf(Path file, Path spool) throws IOException {
        return Files.readString(file).startsWith(UnitFile.mark(spool.toString()) + "\n");
    }
}
