package io.brook.notice.logger;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
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
            logs.put(
                    stream,
                    new Log(format, new HeldLines(), new LogFile(directory.resolve(stream.path() + ".log"), format)));
        }
    }

    /** Takes in a line. */
    void add(LogStream stream, SpecificRecord line) {
        Log log = logs.get(stream);
        LogMeta meta = LogStream.meta(line);
        buffer.clear();
        log.format.line(line, buffer);
        log.held.add(meta.getWritten(), buffer.copy());
    }

    /**
     * Writes the lines that are older than a time.
     *
     * @param counted hears how many went to which log
     */
    void write(long before, ObjLongConsumer<LogStream> counted) {
        logs.forEach((stream, log) -> counted.accept(stream, log.file.append(() -> log.held.poll(before))));
    }

    /** Marks the files as complete. */
    void finish() {
        logs.values().forEach(log -> log.file.finish());
    }
}
