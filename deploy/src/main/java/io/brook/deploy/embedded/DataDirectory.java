package io.brook.deploy.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a process keeps its data.
 *
 * @param path the directory
 * @param temporary whether it goes away with the process
 */
record DataDirectory(Path path, boolean temporary) {
    static DataDirectory temporaryOne() throws IOException {
        return new DataDirectory(Files.createTempDirectory("brook-"), true);
    }

    static DataDirectory at(Path path) throws IOException {
        return new DataDirectory(Files.createDirectories(path).toAbsolutePath(), false);
    }

    /** The broker's part: a broker accepts no foreign folder among its logs. */
    Path kafka() {
        return path.resolve("kafka");
    }

    /** Deletes a temporary directory and all that is in it; may be called again. */
    void deleteIfTemporary() {
        if (temporary) {
            Directories.delete(path);
        }
    }
}
