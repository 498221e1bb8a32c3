package io.brook.deploy.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a process keeps its data.
 *
 * @param path the directory
 * @param temporary whether it is deleted when the process ends
 */
record DataDirectory(Path path, boolean temporary) {
    /** @param bytes how much it will hold; empty when that is not known */
    static DataDirectory temporaryOne(OptionalLong bytes) throws IOException {
        Optional<Path> inMemory = bytes.isPresent() ? SharedMemory.directory(bytes.getAsLong()) : Optional.empty();
        return new DataDirectory(inMemory.isPresent() ? inMemory.get() : Files.createTempDirectory("brook-"), true);
    }

    static DataDirectory at(Path path) throws IOException {
        return new DataDirectory(Files.createDirectories(path).toAbsolutePath(), false);
    }

    /** The broker's folder: a broker accepts no foreign folder beside its logs. */
    Path kafka() {
        return path.resolve("kafka");
    }

    /**
     * Makes it the data of one of so many brokers: those of another number have other copies and another quorum.
     *
     * @throws IOException when it is the data of one of more, or of fewer
     */
    void claim(int brokers) throws IOException {
        Path file = path.resolve("brokers");
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        int before = text.matches("\\d{1,3}") ? Integer.parseInt(text) : Files.exists(kafka()) ? 1 : brokers;
        if (before != brokers) {
            throw new IOException(path + " has the data of one of " + before + " brokers, and there are " + brokers
                    + " now, who cannot go on with it; have " + before
                    + " again, or give up all data with brook ctl cleanup --all");
        }
        if (brokers > 1) {
            Files.writeString(file, brokers + "\n");
        }
    }

    /** Deletes a temporary directory and its contents; may be called again. */
    void deleteIfTemporary() {
        if (temporary) {
            Directories.delete(path);
        }
    }
}
