package io.brook.notice.file;

import io.brook.notice.LogWriteException;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.ArchiveName;
import io.brook.notice.archive.Period;
import io.brook.notice.checkpoint.RotatedFile;
import io.brook.notice.checkpoint.WrittenFile;
import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files whose period has passed. Such a file waits under another name beside the log, as in {@code .conn.17.log}, until a checkpoint
 * knows it; from then on it is never written to again, and can be archived. One that no checkpoint knows is no rotation yet: a restart
 * takes it back.
 */
final class RotatedFiles {
    private final Path root;
    private final ArchiveConfig config;
    /** By their names within the log directory. */
    private final Map<String, RotatedFile> waiting = new LinkedHashMap<>();
    /** What these will be called in the archive. */
    private final Set<String> taken = new HashSet<>();
    /** How many there have been: a number is used once, because a checkpoint may still name an archived file. */
    private long count;

    RotatedFiles(Path root, ArchiveConfig config) {
        this.root = root;
        this.config = config;
    }

    /** Resumes from a checkpoint. */
    void resume(Collection<RotatedFile> files, long rotations) {
        files.forEach(this::add);
        count = rotations;
    }

    /** The period of a file whose first line is of this time; late lines count as of the period that is now. */
    Period period(long firstLine, long now) {
        return Period.of(config.interval(), Math.max(firstLine, now));
    }

    /** The period of a file that a checkpoint describes. */
    Period resumed(WrittenFile file) {
        Period period = new Period(file.getPeriodStart(), file.getPeriodEnd());
        boolean unknown = period.end() == 0
                || period.equals(Period.ALWAYS)
                || config.interval().isZero();
        return unknown ? Period.of(config.interval(), file.getLastWritten()) : period;
    }

    /**
     * Chooses names for a file whose period has passed.
     *
     * @param log the log's name, such as conn
     * @return what the file is to be renamed to
     */
    Path add(Path file, String log, Period period) {
        Path hidden = file.resolveSibling("." + log + "." + ++count + ".log");
        Path folder = root.relativize(file).getParent();
        Path archive = ArchiveName.of(
                folder == null ? "" : folder.toString(),
                log,
                period,
                config.compression().extension(),
                this::isTaken);
        String name = root.relativize(hidden).toString();
        add(new RotatedFile(name, archive.toString()));
        return hidden;
    }

    private void add(RotatedFile file) {
        waiting.put(file.getName(), file);
        taken.add(file.getArchive());
    }

    private boolean isTaken(Path archive) {
        return taken.contains(archive.toString())
                || Files.exists(config.directory().resolve(archive));
    }

    /** What waits to be archived. */
    List<RotatedFile> waiting() {
        return List.copyOf(waiting.values());
    }

    /** These have been archived. */
    void remove(Collection<String> names) {
        names.forEach(name -> {
            RotatedFile file = waiting.remove(name);
            if (file != null) {
                taken.remove(file.getArchive());
            }
        });
    }

    /** How many there have been. */
    long count() {
        return count;
    }

    /**
     * Takes back what no checkpoint knows: of the files that were made since, the first is what the log's file was then, and the others hold
     * lines that come again.
     *
     * @param isLeft whether a file is the one that the checkpoint describes; null when it describes none
     * @throws LogWriteException when the disk fails
     */
    void takeBack(Path file, String log, Disk.Test isLeft, Disk disk) {
        try {
            List<Path> unknown = unknown(file, log);
            Path first = null;
            for (Path each : unknown) {
                if (first == null && isLeft != null && isLeft.isIt(each)) {
                    first = each;
                } else {
                    disk.delete(each);
                }
            }
            if (first != null) {
                disk.move(first, file);
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot resume " + file, e);
        }
    }

    /** The oldest first. */
    private List<Path> unknown(Path file, String log) throws IOException {
        List<Path> unknown = new ArrayList<>();
        if (!Files.isDirectory(file.getParent())) {
            return unknown;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), "." + log + ".*.log")) {
            for (Path each : all) {
                if (number(each, log) > 0
                        && !waiting.containsKey(root.relativize(each).toString())) {
                    unknown.add(each);
                }
            }
        }
        unknown.sort(Comparator.comparingLong(each -> number(each, log)));
        return unknown;
    }

    /** The number in the name of a file that waits; 0 when it is another file. */
    private static long number(Path file, String log) {
        String name = file.getFileName().toString();
        String number = name.substring(log.length() + 2, name.length() - ".log".length());
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }
}
