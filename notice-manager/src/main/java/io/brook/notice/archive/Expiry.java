package io.brook.notice.archive;

import io.brook.notice.disk.Disk;
import io.brook.schemas.log.LogStream;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Removes archived files that are old by the clock, as zeekctl does, and days' directories that are empty then. It counts from when a file was
 * archived, not from the traffic's time, because a trace of long ago would expire on arrival. Nothing is touched that has not the name
 * of an archived file of a log.
 *
 * @param directory of the archive
 * @param after how long files are kept; zero for ever
 * @param keep patterns of the names of files that are never removed
 */
record Expiry(Path directory, Duration after, List<PathMatcher> keep) {
    static Expiry of(Path directory, Duration after, List<String> keep) {
        return new Expiry(
                directory,
                after,
                keep.stream()
                        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                        .toList());
    }

    /** @param now the clock's time */
    void run(Instant now, Disk disk) throws IOException {
        if (after.isZero()) {
            return;
        }
        Instant oldest = now.minus(after);
        for (Path day : entries(directory)) {
            if (isDirectory(day) && ArchiveName.DAY.matcher(name(day)).matches()) {
                clear(day, oldest, disk);
            }
        }
    }

    private void clear(Path day, Instant oldest, Disk disk) throws IOException {
        boolean removed = false;
        for (Path entry : entries(day)) {
            if (!isDirectory(entry)) {
                removed |= remove(entry, oldest, disk);
                continue;
            }
            boolean cleared = false;
            for (Path file : entries(entry)) {
                cleared |= remove(file, oldest, disk);
            }
            removed |= cleared && isRemoved(entry, disk);
        }
        if (removed) {
            isRemoved(day, disk);
        }
    }

    private boolean remove(Path file, Instant oldest, Disk disk) throws IOException {
        if (!isArchive(name(file)) || keep.stream().anyMatch(each -> each.matches(file.getFileName()))) {
            return false;
        }
        try {
            boolean old = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
            if (old) {
                disk.delete(file);
            }
            return old;
        } catch (NoSuchFileException e) {
            // Somebody else was quicker.
            return false;
        }
    }

    private static boolean isArchive(String name) {
        Matcher parts = ArchiveName.FILE.matcher(name);
        return parts.matches()
                && LogStream.all().stream().anyMatch(log -> log.path().equals(parts.group(1)));
    }

    /** Removes a directory if nothing is left in it. */
    private static boolean isRemoved(Path directory, Disk disk) throws IOException {
        try {
            disk.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            List<Path> entries = new ArrayList<>();
            all.forEach(entries::add);
            return entries;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
