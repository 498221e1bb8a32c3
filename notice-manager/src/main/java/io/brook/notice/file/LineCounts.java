package io.brook.notice.file;

import io.brook.schemas.log.LogStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many lines a logger has written. Safe to read from any thread. */
final class LineCounts {
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final AtomicLong late = new AtomicLong();
    private volatile long lastMs;

    /**
     * Counts lines of a log.
     *
     * @param outOfOrder how many of them are older than one before them in their file
     */
    void count(LogStream stream, long lines, long outOfOrder) {
        if (lines > 0) {
            written.merge(stream.path(), lines, Long::sum);
            lastMs = System.currentTimeMillis();
        }
        late.addAndGet(outOfOrder);
    }

    /** Continues from earlier counts by log. */
    void resume(Map<String, Long> before) {
        written.putAll(before);
    }

    /** Lines by log. */
    Map<String, Long> written() {
        return new TreeMap<>(written);
    }

    /** When this process has last written a line, in milliseconds since the epoch; 0 when it has not. */
    long lastMs() {
        return lastMs;
    }

    /** Lines that were written after younger ones, since this process started. */
    long late() {
        return late.get();
    }
}
