package io.brook.notice.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What the logger does to the file system. Everything that changes it goes through the methods that are not static. */
public class Disk {
    /** Whether a file is the one that is looked for. */
    @FunctionalInterface
    public interface Test {
        boolean isIt(Path file) throws IOException;
    }

    /** Opens a file for writing; creates the directory that it is in. */
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, options);
    }

    /** Cuts a file to a length, if it is longer. */
    public void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** Renames a file; one that has that name is replaced. At no moment is there neither. */
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a file, if there is one. */
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Returns when the file's contents and its length are on disk: they survive a loss of power, not only the end of the process. */
    public void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Returns when the names of the files in a directory are on disk. */
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows cannot open directories, and makes their entries durable by itself.
        } catch (NoSuchFileException e) {
            // It has been removed, with everything in it.
        }
    }

    /**
     * The identity of a file, independent of its name: on Unix its device and inode. Null when there is none. If the system does not
     * tell, files of the same name are taken for the same.
     */
    public static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The first file beside this one that it is, among those whose names begin with the same word, such as conn.log.1 beside conn.log. */
    public static Optional<Path> findBeside(Path file, Test test) throws IOException {
        String name = file.getFileName().toString();
        String glob = name.substring(0, name.lastIndexOf('.')) + "[.-]*";
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), glob)) {
            for (Path sibling : siblings) {
                if (!sibling.getFileName().equals(file.getFileName()) && test.isIt(sibling)) {
                    return Optional.of(sibling);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The file is gone together with the directory.
        }
        return Optional.empty();
    }
}
