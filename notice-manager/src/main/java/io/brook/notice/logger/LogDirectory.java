package io.brook.notice.logger;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where the logs of all sensors go: one folder for all, or one for each by its name. Lines that wait are held in memory up to
 * a limit; beyond it they go to temporary files in the directory.
 */
final class LogDirectory implements AutoCloseable {
    /** How much memory waiting lines may take, in bytes, unless told otherwise. */
    static final long DEFAULT_MEMORY = Runtime.getRuntime().maxMemory() / 4;

    private final Path directory;
    private final long memory;
    private final Map<String, SensorLogs> open = new HashMap<>();
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final SensorLogs shared;
    private final List<SpillFile> spillFiles = new ArrayList<>();
    private long held;

    /**
     * @param sensors the sensors whose lines are to be written
     * @param memory how much memory waiting lines may take, in bytes
     * @throws LogWriteException when a sensor's name cannot be a folder's
     */
    LogDirectory(Path directory, boolean json, boolean perSensor, Collection<String> sensors, long memory) {
        this.directory = directory;
        this.memory = memory;
        shared = perSensor ? null : new SensorLogs(directory, json);
        for (String sensor : sensors) {
            open.put(sensor, perSensor ? new SensorLogs(folder(directory, sensor), json) : shared);
        }
    }

    /** A sensor's name is to stay inside the directory, whoever chose it. */
    private static Path folder(Path directory, String sensor) {
        if (sensor.isEmpty() || sensor.equals(".") || sensor.equals("..") || sensor.matches("(?s).*[/\\\\\\x00].*")) {
            throw new LogWriteException("sensor " + sensor + ": cannot be the name of a folder; choose another name");
        }
        return directory.resolve(sensor);
    }

    /** The sensors that have not been written to their end. */
    Set<String> unfinished() {
        return open.keySet();
    }

    /** Lines written so far, by log. */
    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** Takes in a line; one of another sensor is none of ours. */
    void add(LogStream stream, SpecificRecord line) {
        SensorLogs logs = open.get(LogStream.meta(line).getSensor());
        if (logs == null) {
            return;
        }
        held += logs.add(stream, line);
        if (held > memory) {
            spill();
        }
    }

    private void spill() {
        try {
            SpillFile file = new SpillFile(directory);
            spillFiles.add(file);
            for (SensorLogs logs : new HashSet<>(open.values())) {
                logs.spillTo(file);
            }
        } catch (IOException e) {
            throw new LogWriteException("cannot hold back lines in a temporary file in " + directory + ": " + e, e);
        }
        held = 0;
    }

    /**
     * Writes what is complete. In one folder for all the lines of every sensor wait for the slowest, or their order would
     * depend on who came first.
     */
    void write(ToLongFunction<String> complete) {
        if (shared != null) {
            long slowest = open.keySet().stream().mapToLong(complete).min().orElse(Watermark.END);
            if (writeTo(shared, slowest)) {
                open.clear();
            }
        } else {
            open.entrySet().removeIf(each -> writeTo(each.getValue(), complete.applyAsLong(each.getKey())));
        }
        held = open.values().stream().distinct().mapToLong(SensorLogs::size).sum();
    }

    private boolean writeTo(SensorLogs logs, long before) {
        logs.write(before, this::count);
        if (before != Watermark.END) {
            return false;
        }
        logs.finish();
        return true;
    }

    private void count(LogStream stream, long lines) {
        if (lines > 0) {
            counts.merge(stream.path(), lines, Long::sum);
        }
    }

    /** Drops the lines that were not written. */
    @Override
    public void close() {
        for (SpillFile file : spillFiles) {
            try {
                file.close();
            } catch (IOException e) {
                throw new LogWriteException("cannot remove a temporary file in " + directory + ": " + e, e);
            }
        }
    }
}
