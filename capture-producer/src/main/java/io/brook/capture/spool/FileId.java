package io.brook.capture.spool;

import io.brook.schemas.record.SpooledFile;
import java.nio.file.Path;

/**
 * The identity of a file: one that is compressed after it was written stays the same file, and one that is written under an old name,
 * as in a ring of files, is another file.
 *
 * @param name without .gz
 * @param firstTime of its first packet, in nanoseconds since the epoch by its own clock; the least long where it has none
 */
record FileId(String name, long firstTime) {
    static final long NO_PACKETS = Long.MIN_VALUE;
    private static final String PACKED = ".gz";

    static FileId of(SpooledFile saved) {
        return new FileId(saved.getName(), saved.getFirstTime());
    }

    SpooledFile save() {
        return new SpooledFile(name, firstTime);
    }

    /** A file's name, whether or not it is packed. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    }
}
