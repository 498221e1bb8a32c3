package io.brook.schemas.store;

import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.file.Path;

/** What waits on disk cannot be written there or read back. The message is one line that names the place and says what to do. */
public final class ShelfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param place the file or directory */
    ShelfException(Path place, IOException cause) {
        super(
                "records that wait for a slower origin cannot be kept in " + place + ": "
                        + WritableDirectory.reason(cause)
                        + "; make room there, or name another directory with -Djava.io.tmpdir=DIR in BROOK_JAVA_OPTS",
                cause);
    }
}
