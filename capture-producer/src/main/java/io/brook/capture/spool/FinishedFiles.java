package io.brook.capture.spool;

import io.brook.capture.source.SourceException;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.record.SpooledFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files of a link that have been read to their end. They are put away once Kafka has their packets. The last ones that are gone are
 * remembered, because compressing may bring them back.
 */
final class FinishedFiles {
    private static final int REMEMBERED = 16;

    private final SpoolConfig.Done done;
    private final Set<FileId> files = new LinkedHashSet<>();
    /** Those whose packets are not all in Kafka yet. */
    private final Set<FileId> uncommitted = new HashSet<>();
    /** If files are kept: those that still exist and have been read. */
    private final Set<FileId> kept = new HashSet<>();
    /** If files are kept: files with an older first packet were read before this process. */
    private final long reached;

    FinishedFiles(SpoolConfig.Done done, List<SpooledFile> before, long reached) {
        this.done = done;
        this.reached = reached;
        before.forEach(each -> files.add(FileId.of(each)));
    }

    boolean contains(FileId id) {
        return files.contains(id)
                || done.fate() == SpoolConfig.Fate.KEPT
                        && (kept.contains(id) || id.firstTime() != FileId.NO_PACKETS && id.firstTime() < reached);
    }

    /** A file has been read to its end. */
    void add(FileId id) {
        files.remove(id);
        files.add(id);
        if (done.fate() == SpoolConfig.Fate.KEPT) {
            kept.add(id);
        } else {
            uncommitted.add(id);
        }
        while (files.size() > REMEMBERED) {
            FileId oldest = files.iterator().next();
            if (uncommitted.contains(oldest)) {
                return;
            }
            files.remove(oldest);
        }
    }

    /** Kafka has the packets of all of them. */
    void committed() {
        uncommitted.clear();
    }

    /** Whether there are some that {@link #committed} would allow to put away. */
    boolean isAnyUncommitted() {
        return !uncommitted.isEmpty();
    }

    /**
     * Puts away those that still exist and whose packets are all in Kafka.
     *
     * @throws SourceException when that is not possible, because they would be read again later
     */
    void putAway(Collection<FoundFile> there) throws SourceException {
        if (done.fate() == SpoolConfig.Fate.KEPT) {
            Set<String> names = there.stream().map(FoundFile::name).collect(Collectors.toSet());
            kept.removeIf(each -> !names.contains(each.name()));
            return;
        }
        for (FoundFile each : there) {
            if (each.id() != null && files.contains(each.id()) && !uncommitted.contains(each.id())) {
                putAway(each);
            }
        }
    }

    private void putAway(FoundFile found) throws SourceException {
        Path file = found.path();
        try {
            if (!found.isLike(Files.readAttributes(file, BasicFileAttributes.class))) {
                // Another file has its name now.
                return;
            }
            if (done.fate() == SpoolConfig.Fate.DELETED) {
                Files.deleteIfExists(file);
            } else {
                move(file, done.to().orElseThrow());
            }
        } catch (NoSuchFileException e) {
            // Something else has removed it.
        } catch (IOException e) {
            throw new SourceException(TraceReader.name(file) + ": has been read, and cannot be put away: " + e, e);
        }
    }

    /** Never over another file. */
    private static void move(Path file, Path directory) throws IOException {
        String name = file.getFileName().toString();
        Path to = directory.resolve(name);
        for (int i = 1; ; i++) {
            try {
                Files.move(file, to);
                return;
            } catch (FileAlreadyExistsException e) {
                to = directory.resolve(name + "." + i);
            }
        }
    }

    List<SpooledFile> save() {
        return files.stream().map(FileId::save).toList();
    }
}
