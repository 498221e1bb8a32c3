package io.brook.notice.order;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Watermark;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The lines of one sensor that wait, and how far its lines have been written. */
public final class SensorLines {
    private final String name;
    private final int number;
    private final Map<LogStream, HeldLines> held = new HashMap<>();
    private int waitsFor = Integer.MAX_VALUE;
    private long latest = Watermark.NOTHING;
    private long written;
    private boolean late;

    /**
     * @param number how many sensors appeared before this one
     * @param written up to which time its lines are in the files
     */
    public SensorLines(String name, int number, long written) {
        this.name = name;
        this.number = number;
        this.written = written;
    }

    public String name() {
        return name;
    }

    /** How many sensors appeared before this one. */
    int number() {
        return number;
    }

    public void add(LogStream stream, Line line) {
        held.computeIfAbsent(stream, any -> new HeldLines()).add(line);
        latest = Math.max(latest, line.written());
        late |= isWritten(line.written());
    }

    /** Notes that it has ended: from then on it waits only for sensors that have already appeared. */
    public void end(int appeared) {
        waitsFor = Math.min(waitsFor, appeared);
    }

    /** It waits for the sensors with a smaller number than this. */
    int waitsFor() {
        return waitsFor;
    }

    /** The time just after its latest line. */
    long afterLatest() {
        return latest == Watermark.END ? latest : latest + 1;
    }

    /** Whether lines of this time have been written. */
    public boolean isWritten(long time) {
        return Line.isBefore(time, written);
    }

    /** Up to which time its lines have been written. */
    public long written() {
        return written;
    }

    /** Whether there may be a line to write that is older than a time. */
    public boolean isDue(long before) {
        return late || before > written;
    }

    /** The lines of a log that are older than a time, in order; they must be read to the end before anything else is called here. */
    public Iterator<Line> take(LogStream stream, long before) {
        HeldLines lines = held.get(stream);
        return lines == null ? Collections.emptyIterator() : lines.take(before);
    }

    /** Notes that all lines that are older than a time were taken and written. */
    public void write(long before) {
        written = before;
        late = false;
    }

    /** Moves what waits in memory to a file. */
    public void spillTo(SpillFile file) throws IOException {
        for (HeldLines lines : held.values()) {
            lines.spillTo(file);
        }
    }

    /** About how much memory the waiting lines take, in bytes. */
    public long size() {
        return held.values().stream().mapToLong(HeldLines::size).sum();
    }
}
