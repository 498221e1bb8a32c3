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
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The logs of one folder: the files, and the sensors whose lines go there. There may be tens of thousands of folders. */
final class LogFolder {
    private final Path directory;
    private final Map<LogStream, LineFormat> formats;
    private final FileChanges changes;
    /** Those that have, or have had, lines. */
    private final Map<LogStream, LogFile> logs = new LinkedHashMap<>();

    private final List<SensorLines> sensors = new ArrayList<>();
    private final Disk disk;
    private final RotatedFiles rotated;
    /** Up to which time all lines had been written when it was last asked; nothing when nobody knows. */
    private long now = Watermark.NOTHING;

    private final LineBuffer buffer = new LineBuffer();

    /** @param formats of all logs */
    LogFolder(
            Path directory, Map<LogStream, LineFormat> formats, FileChanges changes, Disk disk, RotatedFiles rotated) {
        this.directory = directory;
        this.formats = formats;
        this.changes = changes;
        this.disk = disk;
        this.rotated = rotated;
    }

    private LogFile file(LogStream stream) {
        return logs.computeIfAbsent(stream, this::newFile);
    }

    private LogFile newFile(LogStream stream) {
        return new LogFile(directory.resolve(stream.path() + ".log"), formats.get(stream), changes, disk);
    }

    void add(SensorLines sensor) {
        sensors.add(sensor);
    }

    void remove(SensorLines sensor) {
        sensors.remove(sensor);
    }

    /** Resumes the files from a checkpoint; removes those that it does not know. */
    void resume(Path root, Map<String, WrittenFile> files) {
        for (LogStream stream : LogStream.all()) {
            Path path = directory.resolve(stream.path() + ".log");
            WrittenFile file = files.get(root.relativize(path).toString());
            if (file == null) {
                newFile(stream).discard(stream.path(), rotated);
            } else {
                file(stream).resume(file, stream.path(), rotated);
            }
        }
    }

    /** A record as a line. */
    Line line(LogStream stream, SpecificRecord record) {
        buffer.clear();
        formats.get(stream).line(record, buffer);
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
        for (LogStream stream : formats.keySet()) {
            PeriodLines lines = new PeriodLines(lines(stream, due, before));
            while (!lines.isEmpty()) {
                LogFile file = file(stream);
                if (file.isPast(lines.nextTime())) {
                    file.rotate(stream.path(), rotated);
                }
                Period period = file.begin(rotated.period(lines.nextTime(), now));
                LogFile.Appended appended = file.append(lines.before(period.end()));
                counts.count(stream, appended.lines(), appended.late());
            }
        }
        due.forEach(sensor -> sensor.write(before.applyAsLong(sensor)));
    }

    /**
     * Ends the files whose period has passed.
     *
     * @param complete up to which time all lines of all sensors have been written
     */
    void rotate(long complete) {
        now = complete == Watermark.END ? Watermark.NOTHING : complete;
        logs.forEach((stream, file) -> {
            if (file.isPast(complete)) {
                file.rotate(stream.path(), rotated);
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
            for (LogFile file : logs.values()) {
                file.look();
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot read " + directory, e);
        }
    }

    /** Marks the files as complete. */
    void finish() {
        logs.values().forEach(LogFile::finish);
    }

    /** Returns when all that was written is on disk. */
    void force() {
        Collection<LogFile> files = logs.values();
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
        return logs.values().stream().filter(LogFile::started).map(file -> file.written(root));
    }
}
