package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** A small file of properties that is replaced as a whole, so that whoever reads it finds all of it. */
public final class PropertiesFile {
    private final Path file;
    private final Properties entries = new Properties();

    private PropertiesFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file; one that is not there has no properties.
     *
     * @param remedy what to do when it cannot be read, as the end of a sentence
     */
    public static PropertiesFile read(Path file, String remedy) throws RunException {
        try (Reader reader = Files.exists(file) ? Files.newBufferedReader(file) : Reader.nullReader()) {
            return read(file, reader, remedy);
        } catch (IOException e) {
            throw unreadable(file, e, remedy);
        }
    }

    /**
     * What is in a file of another host.
     *
     * @param file what messages call it
     * @param remedy what to do when it cannot be read, as the end of a sentence
     */
    static PropertiesFile of(Path file, String text, String remedy) throws RunException {
        try {
            return read(file, new StringReader(text), remedy);
        } catch (IOException e) {
            throw unreadable(file, e, remedy);
        }
    }

    private static PropertiesFile read(Path file, Reader reader, String remedy) throws IOException, RunException {
        PropertiesFile read = new PropertiesFile(file);
        try {
            read.entries.load(reader);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e, remedy);
        }
        return read;
    }

    private static RunException unreadable(Path file, Exception e, String remedy) {
        return new RunException(file + " cannot be read (" + e.getMessage() + "); " + remedy, e);
    }

    /** The value of a key. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(entries.getProperty(key));
    }

    /**
     * Sets a value; it is in the file after {@link #write}.
     *
     * @return the one before
     */
    public Optional<String> put(String key, String value) {
        return Optional.ofNullable((String) entries.setProperty(key, value));
    }

    /** Removes a key; it is gone from the file after {@link #write}. */
    void remove(String key) {
        entries.remove(key);
    }

    /** Where it is. */
    Path path() {
        return file;
    }

    /** Replaces the file. */
    public void write() throws RunException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(next)) {
                entries.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RunException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
