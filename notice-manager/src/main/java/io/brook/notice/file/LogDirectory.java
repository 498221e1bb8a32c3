package io.brook.notice.file;

import io.brook.notice.LogWriteException;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.checkpoint.RotatedFile;
import io.brook.notice.checkpoint.WrittenFile;
import io.brook.notice.disk.Disk;
import io.brook.notice.order.Completeness;
import io.brook.notice.order.Line;
import io.brook.notice.order.SensorLines;
import io.brook.notice.order.SpillFile;
import io.brook.notice.order.WriteOrder;
import io.brook.schemas.format.LineFormat;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * The directory of the logs of all sensors: one folder for all, or one for each, by its name. Lines that wait are held in memory up
 * to a limit; beyond it they go to temporary files in the directory.
 */
public final class LogDirectory implements AutoCloseable {
    /** The default limit on memory for waiting lines, in bytes. */
    public static final long DEFAULT_MEMORY = Runtime.getRuntime().maxMemory() / 4;

    private final Path directory;
    private final long memory;
    private final FileChanges changes;
    private final Map<LogStream, LineFormat> formats = new LinkedHashMap<>();
    private final Disk disk;
    private final RotatedFiles rotated;
    private final LogFolder shared;
    private final LogFolder root;
    /** Lines of no sensor: they wait for nothing, so each is written immediately. */
    private final SensorLines ofNone = new SensorLines(TaskLosses.NO_SENSOR, -1, Watermark.END);

    private final Map<String, SensorLines> open = new LinkedHashMap<>();
    private final Map<String, LogFolder> folders = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    /** Folders of sensors that have ended since the files were last forced to disk. */
    private final List<LogFolder> complete = new ArrayList<>();

    private final LineCounts counts = new LineCounts();
    private final List<SpillFile> spillFiles = new ArrayList<>();
    private int appeared;
    private long held;

    /**
     * @param memory how much memory waiting lines may take, in bytes
     * @param changes is told of files that others have changed
     * @param archive when files are complete, and what they are called then
     */
    public LogDirectory(
            Path directory,
            LogStyle style,
            boolean perSensor,
            long memory,
            FileChanges changes,
            Disk disk,
            ArchiveConfig archive) {
        this.directory = directory;
        this.memory = memory;
        this.changes = changes;
        this.disk = disk;
        rotated = new RotatedFiles(directory, archive);
        for (LogStream stream : LogStream.all()) {
            formats.put(stream, LineFormat.of(style, stream.path(), stream.schema()));
        }
        root = new LogFolder(directory, formats, changes, disk, rotated);
        root.add(ofNone);
        shared = perSensor ? null : root;
    }

    /**
     * Continues with what an earlier run has left to be archived.
     *
     * @param rotations how many files have been rotated
     */
    public void resumeArchiving(Collection<RotatedFile> files, long rotations) {
        rotated.resume(files, rotations);
    }

    /**
     * Resumes from a checkpoint; the sensors that it names must be opened first.
     *
     * @param files the files that are not complete
     * @param lines how many lines are in the files, by log
     */
    public void resume(Collection<String> endedSensors, Collection<WrittenFile> files, Map<String, Long> lines) {
        ended.addAll(endedSensors);
        counts.resume(lines);
        Map<String, WrittenFile> byName = new HashMap<>();
        files.forEach(file -> byName.put(file.getName(), file));
        incomplete().forEach(folder -> folder.resume(directory, byName));
    }

    /**
     * Adds a sensor whose lines are to be written.
     *
     * @param written up to which time they are in the files
     * @throws LogWriteException when its name cannot be a folder's
     */
    public void open(String sensor, long written) {
        LogFolder folder = shared != null ? shared : newFolder(sensor);
        SensorLines lines = new SensorLines(sensor, appeared++, written);
        folder.add(lines);
        folders.put(sensor, folder);
        open.put(sensor, lines);
    }

    /**
     * Removes the logs of a sensor that a checkpoint knows, but of which no line was written before it.
     *
     * @throws LogWriteException when the disk fails
     */
    public void discard(String sensor) {
        newFolder(sensor).resume(directory, Map.of());
    }

    /**
     * Makes sure that a sensor can have a folder.
     *
     * @throws LogWriteException when its name cannot be a folder's
     */
    public void check(String sensor) {
        newFolder(sensor);
    }

    private LogFolder newFolder(String sensor) {
        return new LogFolder(folder(directory, sensor), formats, changes, disk, rotated);
    }

    /** A sensor's name must not lead out of the directory. */
    private static Path folder(Path directory, String sensor) {
        if (sensor.isEmpty() || sensor.equals(".") || sensor.equals("..") || sensor.matches("(?s).*[/\\\\\\x00].*")) {
            throw new LogWriteException("sensor " + sensor + ": cannot be the name of a folder; choose another name");
        }
        return directory.resolve(sensor);
    }

    public boolean isOpen(String sensor) {
        return lines(sensor) != null;
    }

    /** Whether every line of the sensor has been written. */
    public boolean isEnded(String sensor) {
        return ended.contains(sensor);
    }

    /** The sensors that have not been written to their end, in the order in which they appeared. */
    public Set<String> unfinished() {
        return open.keySet();
    }

    /** The sensors that have been written to their end. */
    public Set<String> ended() {
        return ended;
    }

    /** Up to which time the lines of an open sensor have been written. */
    public long written(String sensor) {
        return open.get(sensor).written();
    }

    /** Whether lines of a sensor and a time have been written. */
    public boolean isWritten(String sensor, long time) {
        SensorLines lines = lines(sensor);
        return lines == null ? ended.contains(sensor) : lines.isWritten(time);
    }

    /** Lines written so far, by log. */
    public Map<String, Long> counts() {
        return counts.written();
    }

    /** Lines that were written after younger ones, since this process started. */
    public long late() {
        return counts.late();
    }

    /** When a line was last written, in milliseconds since the epoch; 0 when none was. */
    public long lastMs() {
        return counts.lastMs();
    }

    private SensorLines lines(String sensor) {
        return sensor.equals(TaskLosses.NO_SENSOR) ? ofNone : open.get(sensor);
    }

    /** Adds a line of an open sensor, or of none. */
    public void add(LogStream stream, SpecificRecord record) {
        String sensor = LogStream.meta(record).getSensor();
        Line line = folders.getOrDefault(sensor, root).line(stream, record);
        lines(sensor).add(stream, line);
        held += line.size();
        if (held > memory) {
            spill();
        }
    }

    private void spill() {
        try {
            SpillFile file = new SpillFile(directory);
            spillFiles.add(file);
            for (SensorLines lines : open.values()) {
                lines.spillTo(file);
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot hold back lines in a temporary file in " + directory, e);
        }
        held = 0;
    }

    /**
     * Writes what is complete.
     *
     * @return the sensors that are complete with this
     */
    public List<String> write(Completeness<?> completeness) {
        for (SensorLines sensor : open.values()) {
            if (completeness.complete(sensor.name()) == Watermark.END) {
                sensor.end(appeared);
            }
        }
        WriteOrder order = new WriteOrder(open.values(), completeness, shared == null);
        incomplete()
                .forEach(
                        folder -> folder.write(lines -> lines == ofNone ? Watermark.END : order.before(lines), counts));
        List<SensorLines> done = open.values().stream().filter(order::isLast).toList();
        rotate(order, Set.copyOf(done));
        done.forEach(this::end);
        held = open.values().stream().mapToLong(SensorLines::size).sum();
        spillFiles.removeIf(SpillFile::isRead);
        return done.stream().map(SensorLines::name).toList();
    }

    private void rotate(WriteOrder order, Set<SensorLines> done) {
        root.rotate(order.complete(open.values(), done));
        if (shared == null) {
            open.forEach((name, sensor) -> folders.get(name).rotate(order.complete(List.of(sensor), done)));
        }
    }

    /** Files that wait to be archived; once a checkpoint knows them they can be. */
    public List<RotatedFile> rotated() {
        return rotated.waiting();
    }

    /** How many files have been rotated. */
    public long rotations() {
        return rotated.count();
    }

    /** Forgets files that have been archived, by their names. */
    public void archived(Collection<String> names) {
        rotated.remove(names);
    }

    private void end(SensorLines sensor) {
        open.remove(sensor.name());
        ended.add(sensor.name());
        LogFolder folder = folders.remove(sensor.name());
        folder.remove(sensor);
        if (shared == null) {
            folder.finish();
            complete.add(folder);
        }
    }

    /** Checks whether others have changed the files. */
    public void look() {
        incomplete().forEach(LogFolder::look);
    }

    /** Marks the files as complete. */
    public void finish() {
        incomplete().forEach(LogFolder::finish);
    }

    /** Returns when all that was written is on disk. */
    public void force() {
        incomplete().forEach(LogFolder::force);
        complete.forEach(LogFolder::force);
        complete.clear();
        if (shared == null) {
            forceFolders();
        }
    }

    private void forceFolders() {
        try {
            disk.forceDirectory(directory);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write to " + directory, e);
        }
    }

    private Collection<LogFolder> incomplete() {
        List<LogFolder> all = new ArrayList<>(shared == null ? folders.values() : List.of());
        all.add(root);
        return all;
    }

    /** The part of a checkpoint about the files that are not complete. */
    public List<WrittenFile> files() {
        return incomplete().stream()
                .flatMap(folder -> folder.written(directory))
                .toList();
    }

    /** Drops the lines that were not written. */
    @Override
    public void close() {
        for (SpillFile file : spillFiles) {
            try {
                file.close();
            } catch (IOException e) {
                throw LogWriteException.refused("cannot remove a temporary file in " + directory, e);
            }
        }
    }
}
