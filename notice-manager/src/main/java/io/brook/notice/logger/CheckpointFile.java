package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.notice.checkpoint.Checkpoint;
import io.brook.notice.disk.DirectoryLock;
import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The checkpoint of a log directory, an Avro object container file: it holds its schema, so that a newer logger reads what an
 * older one wrote. While this is open no other logger can open the directory's.
 */
final class CheckpointFile implements AutoCloseable {
    private static final String NAME = ".brook-logger.avro";

    /** What to do when the checkpoint cannot be used. */
    static final String REMEDY = "remove " + NAME + " to write all files anew from what Kafka still has";

    private static final String LOCK = ".brook-logger.lock";

    static {
        // Avro instantiates only classes that it was told to trust.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getPackage() == Checkpoint.class.getPackage()));
    }

    private final Path path;
    private final Path next;
    private final Disk disk;
    private final DirectoryLock lock;

    /**
     * @param directory created if it does not exist
     * @throws LogWriteException when the directory cannot be written to, or another logger writes to it
     */
    CheckpointFile(Path directory, Disk disk) {
        path = directory.resolve(NAME);
        next = directory.resolve(NAME + ".tmp");
        this.disk = disk;
        lock = new DirectoryLock(directory, LOCK, "writes to");
    }

    /**
     * Makes sure that no other logger writes to a directory.
     *
     * @throws LogWriteException when one does
     */
    static void checkFree(Path directory) {
        boolean used = Files.exists(directory.resolve(LOCK));
        try (DirectoryLock lock = new DirectoryLock(directory, LOCK, "writes to")) {
            if (!used) {
                lock.delete();
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write to " + directory, e);
        }
    }

    /** The result of {@link #read}, without locking the directory. */
    static Optional<Checkpoint> peek(Path directory) {
        return read(directory.resolve(NAME));
    }

    /** Removes the checkpoint of a directory. */
    static void discard(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    /**
     * What was written last; nothing when there is no checkpoint.
     *
     * @throws LogWriteException when it cannot be read
     */
    Optional<Checkpoint> read() {
        return read(path);
    }

    private static Optional<Checkpoint> read(Path path) {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try (DataFileReader<Checkpoint> in =
                new DataFileReader<>(path.toFile(), new SpecificDatumReader<>(Checkpoint.class))) {
            return Optional.of(in.next());
        } catch (IOException | RuntimeException e) {
            throw new LogWriteException("cannot read " + path + ": " + e + "; " + REMEDY, e);
        }
    }

    /**
     * Replaces the checkpoint atomically.
     *
     * @throws LogWriteException when the disk fails
     */
    void write(Checkpoint checkpoint) {
        try {
            try (OutputStream out = Channels.newOutputStream(disk.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING));
                    DataFileWriter<Checkpoint> records =
                            new DataFileWriter<>(new SpecificDatumWriter<>(Checkpoint.class))) {
                records.create(Checkpoint.getClassSchema(), out);
                records.append(checkpoint);
            }
            disk.force(next);
            disk.move(next, path);
            disk.forceDirectory(path.getParent());
        } catch (IOException | AvroRuntimeException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
    }

    /** Removes the checkpoint: the run is complete, and there is nothing to resume. */
    void delete() {
        try {
            disk.delete(next);
            lock.delete();
            // Last: as long as it is there, the run is known to be complete.
            disk.delete(path);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot remove " + path, e);
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        lock.close();
    }
}
