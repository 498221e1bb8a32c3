package io.brook.notice.logger;

import io.brook.schemas.log.LogStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.avro.specific.SpecificRecord;

/** The logs of one folder: the lines that wait, and the files that they go to. */
final class SensorLogs {
    private final Map<LogStream, Log> logs = new LinkedHashMap<>();
    private final LineBuffer buffer = new LineBuffer();

    private record Log(LineFormat format, HeldLines held, LogFile file) {}

    SensorLogs(Path directory, boolean json) {
        for (LogStream stream : LogStream.ALL) {
            LineFormat format = LineFormat.of(json, stream.path(), stream.schema());
            LogFile file = new LogFile(directory.resolve(stream.path() + ".log"), format);
            logs.put(stream, new Log(format, new HeldLines(), file));
        }
    }

    /**
     * Takes in a line.
     *
     * @return about how much memory it takes, in bytes
     */
    int add(LogStream stream, SpecificRecord record) {
        Log log = logs.get(stream);
        buffer.clear();
        log.format.line(record, buffer);
        Line line = new Line(LogStream.meta(record).getWritten(), buffer.copy());
        log.held.add(line);
        return line.size();
    }

    /**
     * Writes the lines that are older than a time.
     *
     * @param counted hears how many went to which log
     */
    void write(long before, ObjLongConsumer<LogStream> counted) {
        logs.forEach((stream, log) -> counted.accept(stream, log.file.append(log.held.take(before))));
    }

    /** Moves what waits in memory to a file. */
    void spillTo(SpillFile file) throws IOException {
        for (Log log : logs.values()) {
            log.held.spillTo(file);
        }
    }

    /** About how much memory the waiting lines take, in bytes. */
    long size() {
        return logs.values().stream().mapToLong(log -> log.held.size()).sum();
    }

    /** Marks the files as complete. */
    void finish() {
        logs.values().forEach(log -> log.file.finish());
    }
}
