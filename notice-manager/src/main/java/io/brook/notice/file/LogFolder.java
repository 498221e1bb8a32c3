package io.brook.notice.file;

import io.brook.notice.LogWriteException;
import io.brook.notice.archive.Period;
import io.brook.notice.checkpoint.WrittenFile;
import io.brook.notice.disk.Disk;
import io.brook.notice.order.Line;
import io.brook.notice.order.MergedLines;
import io.brook.notice.order.SensorLines;
import io.brook.schemas.format.LineBuffer;
import io.brook.schemas.format.LineFormat;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The logs of one folder: the files, and the sensors whose lines go there. */
final class LogFolder {
    private final Path directory;
    private final Map<LogStream, Log> logs = new LinkedHashMap<>();
    private final List<SensorLines> sensors = new ArrayList<>();
    private final Disk disk;
    private final RotatedFiles rotated;
    /** Up to which time all lines had been written when it was last asked; nothing when nobody knows. */
    private long now = Watermark.NOTHING;

    private final LineBuffer buffer = new LineBuffer();

    private record Log(LineFormat format, LogFile file) {}

    LogFolder(Path directory, LogStyle style, FileChanges changes, Disk disk, RotatedFiles rotated) {
        this.directory = directory;
        this.disk = disk;
        this.rotated = rotated;
        for (LogStream stream : LogStream.all()) {
            LineFormat format = LineFormat.of(style, stream.path(), stream.schema());
            logs.put(
                    stream,
                    new Log(format, new LogFile(directory.resolve(stream.path() + ".log"), format, changes, disk)));
        }
    }

    void add(SensorLines sensor) {
        sensors.add(sensor);
    }

    void remove(SensorLines sensor) {
        sensors.remove(sensor);
    }

    /** Resumes the files from a checkpoint; removes those that it does not know. */
    void resume(Path root, Map<String, WrittenFile> files) {
        logs.forEach((stream, log) -> {
            Path path = directory.resolve(stream.path() + ".log");
            WrittenFile file = files.get(root.relativize(path).toString());
            if (file == null) {
                log.file.discard(stream.path(), rotated);
            } else {
                log.file.resume(file, stream.path(), rotated);
            }
        });
    }

    /** A record as a line. */
    Line line(LogStream stream, SpecificRecord record) {
        buffer.clear();
        logs.get(stream).format.line(record, buffer);
        return new Line(LogStream.meta(record).getWritten(), buffer.copy());
    }

    /**
     * Writes lines of its sensors.
     *
     * @param before up to which time a sensor's lines are to be written
     * @param counts counts the lines by log
     */
    void write(ToLongFunction<SensorLines> before, LineCounts counts) {
        List<SensorLines> due = sensors.stream()
                .filter(sensor -> sensor.isDue(before.applyAsLong(sensor)))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        logs.forEach((stream, log) -> {
            PeriodLines lines = new PeriodLines(lines(stream, due, before));
            while (!lines.isEmpty()) {
                if (log.file.isPast(lines.nextTime())) {
                    log.file.rotate(stream.path(), rotated);
                }
                Period period = log.file.begin(rotated.period(lines.nextTime(), now));
                LogFile.Appended appended = log.file.append(lines.before(period.end()));
                counts.count(stream, appended.lines(), appended.late());
            }
        });
        due.forEach(sensor -> sensor.write(before.applyAsLong(sensor)));
    }

    /**
     * Ends the files whose period has passed.
     *
     * @param complete up to which time all lines of all sensors have been written
     */
    void rotate(long complete) {
        now = complete == Watermark.END ? Watermark.NOTHING : complete;
        logs.forEach((stream, log) -> {
            if (log.file.isPast(complete)) {
                log.file.rotate(stream.path(), rotated);
            }
        });
    }

    private static Iterator<Line> lines(
            LogStream stream, List<SensorLines> sensors, ToLongFunction<SensorLines> before) {
        List<Iterator<Line>> sources = sensors.stream()
                .map(sensor -> sensor.take(stream, before.applyAsLong(sensor)))
                .filter(Iterator::hasNext)
                .toList();
        return sources.size() == 1 ? sources.get(0) : new MergedLines(sources);
    }

    /** Checks whether others have changed the files. */
    void look() {
        try {
            for (Log log : logs.values()) {
                log.file.look();
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot read " + directory, e);
        }
    }

    /** Marks the files as complete. */
    void finish() {
        logs.values().forEach(log -> log.file.finish());
    }

    /** Returns when all that was written is on disk. */
    void force() {
        List<LogFile> files = logs.values().stream().map(Log::file).toList();
        if (files.stream().allMatch(LogFile::isForced)) {
            return;
        }
        files.forEach(LogFile::force);
        try {
            disk.forceDirectory(directory);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write to " + directory, e);
        }
    }

    /** The part of a checkpoint about the files. */
    Stream<WrittenFile> written(Path root) {
        return logs.values().stream().map(Log::file).filter(LogFile::started).map(file -> file.written(root));
    }
}
