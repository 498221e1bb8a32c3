package io.brook.notice.disk;

import io.brook.notice.LogWriteException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other loggers out of a directory while it is open. */
public final class DirectoryLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    /**
     * @param directory created if it does not exist
     * @param does what a logger does with the directory, such as "writes to"
     * @throws LogWriteException when the directory cannot be written to, or another logger has locked it
     */
    public DirectoryLock(Path directory, String name, String does) {
        file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write to " + directory, e);
        }
        if (!isOurs()) {
            close();
            throw new LogWriteException(
                    "another logger " + does + " " + directory + "; stop it, or give this one another directory");
        }
    }

    private boolean isOurs() {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw LogWriteException.refused("cannot lock " + file, e);
        }
    }

    /** Removes the file; the lock stays until this is closed. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LogWriteException.refused("cannot close " + file, e);
        }
    }
}
