package io.brook.notice.order;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The lines of one log that wait until nothing older can come: in memory, and in spill files when memory was short. */
final class HeldLines {
    private List<Line> waiting = new ArrayList<>();
    private final List<SpillFile.Section> spilled = new ArrayList<>();
    private long size;

    void add(Line line) {
        waiting.add(line);
        size += line.size();
    }

    /**
     * Returns, in order, the lines that are older than a time; they must be read to the end before anything else is called here.
     *
     * @param before nanoseconds since the epoch
     */
    Iterator<Line> take(long before) {
        List<Line> due = new ArrayList<>();
        List<Line> later = new ArrayList<>();
        for (Line line : waiting) {
            (line.isBefore(before) ? due : later).add(line);
        }
        waiting = later;
        size = later.stream().mapToLong(Line::size).sum();
        // Lines come nearly in order, which sorting makes use of.
        due.sort(null);
        if (spilled.isEmpty()) {
            return due.iterator();
        }
        List<Iterator<Line>> sources = new ArrayList<>();
        sources.add(due.iterator());
        spilled.removeIf(SpillFile.Section::isRead);
        spilled.forEach(section -> sources.add(section.linesBefore(before)));
        return new MergedLines(sources);
    }

    /** Moves what is in memory to a file. */
    void spillTo(SpillFile file) throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.sort(null);
        spilled.add(file.append(waiting));
        waiting = new ArrayList<>();
        size = 0;
    }

    /** About how much memory the lines take, in bytes. */
    long size() {
        return size;
    }
}
