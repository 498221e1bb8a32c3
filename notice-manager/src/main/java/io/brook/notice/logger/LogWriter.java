package io.brook.notice.logger;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Writes the log topics as files, in Zeek's formats. */
public final class LogWriter implements AutoCloseable {
    /**
     * @param kafka the consumer's connection settings, such as bootstrap.servers
     * @param directory where the files go; made when it is not there
     * @param json JSON lines instead of Zeek's tab-separated ones
     * @param perSensor each sensor's files in a folder of its own, by its name
     */
    public LogWriter(Map<String, Object> kafka, Path directory, boolean json, boolean perSensor) {
        throw new UnsupportedOperationException();
    }

    /** Writes until all of these sensors have ended and every line of theirs is in its file. */
    public void runUntilEnd(Set<String> sensors) {
        throw new UnsupportedOperationException();
    }

    /** Lines written so far, by log. Safe to call from any thread. */
    public Map<String, Long> lines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
