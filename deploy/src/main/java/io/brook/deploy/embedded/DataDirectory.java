package io.brook.deploy.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a process keeps its data.
 *
 * @param path the directory
 * @param temporary whether it is deleted when the process ends
 */
record DataDirectory(Path path, boolean temporary) {
    static DataDirectory temporaryOne() throws IOException {
        return new DataDirectory(Files.createTempDirectory("brook-"), true);
    }

    static DataDirectory at(Path path) throws IOException {
        return new DataDirectory(Files.createDirectories(path).toAbsolutePath(), false);
    }

    /** The broker's folder: a broker accepts no foreign folder beside its logs. */
    Path kafka() {
        return path.resolve("kafka");
    }

    /** Deletes a temporary directory and its contents; may be called again. */
    void deleteIfTemporary() {
        if (temporary) {
            Directories.delete(path);
        }
    }
}
