package io.brook.capture.spool;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file of a spool, as it was when it was last looked at. */
final class FoundFile {
    private final Path path;
    private final long size;
    private final long modified;
    /** Since when it is as it is, by {@link System#nanoTime}. */
    private final long since;

    private boolean closed;
    /** Null until it has been looked into. */
    private FileId id;

    private boolean bad;

    FoundFile(Path path, BasicFileAttributes attributes, long since) {
        this.path = path;
        this.since = since;
        size = attributes.size();
        modified = attributes.lastModifiedTime().toMillis();
    }

    boolean isLike(BasicFileAttributes now) {
        return size == now.size() && modified == now.lastModifiedTime().toMillis();
    }

    Path path() {
        return path;
    }

    /** Its name, whether or not it is packed. */
    String name() {
        return FileId.nameOf(path);
    }

    long size() {
        return size;
    }

    long since() {
        return since;
    }

    /** Whether its writer is done with it. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    FileId id() {
        return id;
    }

    void identify(FileId found) {
        id = found;
    }

    /** Whether it is no trace, or nothing can be read of it. */
    boolean isBad() {
        return bad;
    }

    void passOver() {
        bad = true;
    }
}
