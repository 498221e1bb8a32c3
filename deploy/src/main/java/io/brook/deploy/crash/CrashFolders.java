package io.brook.deploy.crash;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories with what crashes have left, one for each: {@code crashes/crash-NODE-TIME-PID} below the shell's own directory. A
 * directory has that name when it is complete.
 */
public final class CrashFolders {
    private static final String PREFIX = "crash-";
    private static final String UNFINISHED = ".unfinished-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path configuration;

    /** @param spool the shell's own directory on this host */
    public CrashFolders(Path spool) {
        folder = spool.resolve("crashes");
        configuration = spool.resolve("installed").resolve("brook.cfg");
    }

    /**
     * Moves what a process has left into a directory of its own, with a report; does nothing when that was done before. A shell that was
     * killed over it goes on with it the next time.
     *
     * @param from the directory of the node
     * @param now the clock's time
     */
    public CrashFolder keep(Crash crash, Path from, Instant now) throws RunException {
        try {
            Optional<CrashFolder> before =
                    all().stream().filter(each -> each.isOf(crash)).findFirst();
            return before.isPresent() ? before.get() : move(crash, from, now);
        } catch (IOException e) {
            throw new RunException(
                    "what " + crash.node() + " has left cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    private CrashFolder move(Crash crash, Path from, Instant now) throws IOException {
        Path unfinished = Files.createDirectories(folder.resolve(UNFINISHED + crash.node() + "-" + crash.pid()));
        if (Files.isDirectory(from)) {
            for (Path file : list(from)) {
                if (NodeFiles.isLeft(file.getFileName().toString()) && Files.isRegularFile(file)) {
                    Files.move(file, unfinished.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path kept = folder.resolve(PREFIX + crash.node() + "-" + TIME.format(now) + "-" + crash.pid());
        String report =
                CrashReport.of(crash, now, unfinished, configuration).replace(unfinished.toString(), kept.toString());
        Files.writeString(unfinished.resolve(CrashFolder.REPORT), report);
        CrashFolder.write(unfinished, crash, now);
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        return CrashFolder.read(kept);
    }

    /** Whether what this crash has left is kept already. */
    public boolean isKept(Crash crash) throws RunException {
        return kept().stream().anyMatch(each -> each.isOf(crash));
    }

    /**
     * When crashes of a node were found, up to this one, in this order.
     *
     * @param now when this one is found, if it was not found before
     */
    public List<Instant> times(Crash crash, Instant now) throws RunException {
        List<Instant> times = new ArrayList<>();
        for (CrashFolder each : kept()) {
            if (each.node().equals(crash.node())) {
                times.add(each.found());
            }
        }
        if (!isKept(crash)) {
            times.add(now);
        }
        return times;
    }

    /** All that are kept, the oldest first. */
    public List<CrashFolder> kept() throws RunException {
        try {
            return all();
        } catch (IOException e) {
            throw new RunException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<CrashFolder> all() throws IOException {
        List<CrashFolder> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (Path each : list(folder)) {
                if (each.getFileName().toString().startsWith(PREFIX) && CrashFolder.isOne(each)) {
                    all.add(CrashFolder.read(each));
                }
            }
        }
        all.sort(Comparator.comparing(CrashFolder::found).thenComparing(CrashFolder::name));
        return all;
    }

    /** Marks reports as mailed; those that are not there any more are left out. */
    public void markMailed(List<String> names) throws RunException {
        for (CrashFolder each : kept()) {
            if (names.contains(each.name())) {
                each.markMailed();
            }
        }
    }

    /**
     * Deletes what was kept too long.
     *
     * @param oldest what was found before is deleted
     */
    public void expire(Instant oldest) throws RunException {
        for (CrashFolder each : kept()) {
            if (each.found().isBefore(oldest)) {
                try {
                    delete(each.path());
                } catch (IOException e) {
                    throw new RunException(each.path() + " cannot be deleted: " + e.getMessage(), e);
                }
            }
        }
    }

    /** The name goes first, so that what is there under it is always complete. */
    private void delete(Path path) throws IOException {
        Path unnamed = folder.resolve(".deleted-" + path.getFileName());
        Files.move(path, unnamed, StandardCopyOption.ATOMIC_MOVE);
        for (Path file : list(unnamed)) {
            Files.delete(file);
        }
        Files.delete(unnamed);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
