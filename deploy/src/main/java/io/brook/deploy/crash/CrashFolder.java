package io.brook.deploy.crash;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/**
 * A directory with what one crash has left.
 *
 * @param path where it is
 * @param node the name of the node
 * @param pid the number that its process had
 * @param started when that was started
 * @param found when the crash was found
 * @param mailed whether its report was mailed
 */
public record CrashFolder(Path path, String node, long pid, Instant started, Instant found, boolean mailed) {
    /** The file that says what happened. */
    public static final String REPORT = "report.txt";

    private static final String FACTS = "crash.properties";
    private static final String MAILED = "mailed";

    /** Whether a directory is one, and not what somebody has left of one. */
    static boolean isOne(Path path) {
        return Files.exists(path.resolve(FACTS));
    }

    static CrashFolder read(Path path) throws IOException {
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(path.resolve(FACTS))) {
            facts.load(reader);
            return new CrashFolder(
                    path,
                    facts.getProperty("node", ""),
                    Long.parseLong(facts.getProperty("pid", "")),
                    Instant.ofEpochMilli(Long.parseLong(facts.getProperty("started", ""))),
                    Instant.ofEpochMilli(Long.parseLong(facts.getProperty("found", ""))),
                    Files.exists(path.resolve(MAILED)));
        } catch (IllegalArgumentException e) {
            throw new IOException(path.resolve(FACTS) + " is not as it was written: " + e.getMessage(), e);
        }
    }

    static void write(Path path, Crash crash, Instant found) throws IOException {
        Properties facts = new Properties();
        facts.setProperty("node", crash.node());
        facts.setProperty("pid", Long.toString(crash.pid()));
        facts.setProperty("started", Long.toString(crash.started().toEpochMilli()));
        facts.setProperty("found", Long.toString(found.toEpochMilli()));
        try (Writer writer = Files.newBufferedWriter(path.resolve(FACTS))) {
            facts.store(writer, null);
        }
    }

    /** Its name, unique on its host. */
    public String name() {
        return path.getFileName().toString();
    }

    /** What happened, for a person. */
    public String report() throws RunException {
        try {
            return Files.readString(path.resolve(REPORT));
        } catch (IOException e) {
            throw new RunException(path.resolve(REPORT) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Marks it as mailed. */
    void markMailed() throws RunException {
        try {
            Files.write(path.resolve(MAILED), new byte[0]);
        } catch (IOException e) {
            throw new RunException(path + " cannot be marked as mailed: " + e.getMessage(), e);
        }
    }

    /** Whether it is of a crash of this process. */
    boolean isOf(Crash crash) {
        return node.equals(crash.node())
                && pid == crash.pid()
                && started.toEpochMilli() == crash.started().toEpochMilli();
    }
}
