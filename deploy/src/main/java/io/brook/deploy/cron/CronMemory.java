package io.brook.deploy.cron;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What cron has seen in its last run, so that it mails what has changed since, once: a properties file, replaced as a whole. Nothing is
 * lost with it but that.
 */
final class CronMemory {
    private final Path file;
    private final Properties entries = new Properties();

    private CronMemory(Path file) {
        this.file = file;
    }

    /** @param spool the shell's own directory */
    static CronMemory read(Path spool) throws RunException {
        CronMemory memory = new CronMemory(spool.resolve("cron.properties"));
        if (Files.exists(memory.file)) {
            try (Reader reader = Files.newBufferedReader(memory.file)) {
                memory.entries.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new RunException(memory.file + " cannot be read (" + e.getMessage() + "); remove it", e);
            }
        }
        return memory;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(entries.getProperty(key));
    }

    /**
     * Remembers a value.
     *
     * @return the one before
     */
    Optional<String> put(String key, String value) {
        return Optional.ofNullable((String) entries.setProperty(key, value));
    }

    void save() throws RunException {
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
