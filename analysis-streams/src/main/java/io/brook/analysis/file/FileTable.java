package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.file.magic.Magic;
import io.brook.schemas.log.LogMeta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * The open files of one engine. A file ends when it is complete, when its session says so, or when nothing of it has come for two
 * minutes; then its line of files.log is written.
 *
 * <p>Holds at most {@value #MAX_FILES} files, and so many bytes of them as it is told; past that the file that was silent for
 * longest is ended.
 */
public final class FileTable implements FileServices {
    static final int MAX_FILES = 50_000;

    /** Zeek's default_file_timeout_interval; looked at so often, too. */
    private static final long TIMEOUT = TimeUnit.MINUTES.toNanos(2);

    private final String sensor;
    private final List<FileAnalyzer> analyzers;
    private final Extraction extraction;
    private final Emitter out;
    private final long maxHeld;

    /** By identifier, the one silent for longest first. What refers to a file knows its identifier only. */
    private final Map<String, OpenFile> files = new LinkedHashMap<>();

    /** The files that changed since the last {@link #changes}; null while nobody asks. */
    private Set<String> changed;

    private long held;
    private long evicted;

    /**
     * @param analyzers what looks into files, by their type
     * @param extraction where contents are written to
     * @param maxHeld how many bytes of files may wait here
     */
    public FileTable(String sensor, List<FileAnalyzer> analyzers, Extraction extraction, long maxHeld, Emitter out) {
        this.sensor = sensor;
        this.analyzers = analyzers;
        this.extraction = extraction;
        this.maxHeld = maxHeld;
        this.out = out;
    }

    /**
     * Begins to see a file, or a piece of one.
     *
     * @param ordinal what number of file it is on its connection
     */
    public Feed open(SessionContext context, FileOrigin origin, int ordinal) {
        return new Feed(this, context, origin, Identity.of(sensor, context, origin, ordinal));
    }

    /** From now on keeps an account of what changes, for {@link #changes}. */
    public void trackChanges() {
        changed = new LinkedHashSet<>();
    }

    /** Tells which files are no longer as they were when this was last called. */
    public void changes(FileChanges told) {
        for (String fuid : changed) {
            OpenFile file = files.get(fuid);
            if (file == null) {
                told.ended(fuid);
            } else {
                told.changed(fuid, file);
            }
        }
        changed.clear();
    }

    /**
     * Goes on with files that another table had.
     *
     * @param saved what {@link FileChanges#changed} has been told of each
     */
    public void restore(Collection<?> saved) {
        saved.stream()
                .map(OpenFile.class::cast)
                .sorted(Comparator.comparingLong(OpenFile::lastActive).thenComparing(OpenFile::fuid))
                .forEach(file -> {
                    files.put(file.fuid(), file);
                    held += file.held();
                });
    }

    private void note(OpenFile file) {
        if (changed != null) {
            changed.add(file.fuid());
        }
    }

    /** The file of this identifier, or null when none is open. */
    OpenFile find(String fuid) {
        return files.get(fuid);
    }

    /** The file of this identifier, which it begins with when there is none; something of it comes. */
    OpenFile touch(String fuid, FileOrigin origin, long time) {
        OpenFile file = files.get(fuid);
        if (file != null && timeoutOf(file) <= time) {
            timeOut(file, timeoutOf(file));
            file = null;
        }
        if (file == null) {
            file = new OpenFile(this, fuid, origin, time);
            files.put(fuid, file);
            evict(time);
        } else if (file.lastActive() != time) {
            // To the end of the order.
            files.remove(fuid);
            files.put(fuid, file);
        }
        file.touch(time);
        note(file);
        return file;
    }

    /** Something of a file has come, after which it holds more or less than before. */
    void changed(OpenFile file, long heldBefore, long time) {
        held += file.held() - heldBefore;
        if (file.isComplete()) {
            close(file, time);
        } else if (held > maxHeld) {
            evict(time);
        }
    }

    /** No more of a file will come. */
    void end(OpenFile file, long time) {
        long timeout = timeoutOf(file);
        if (timeout <= time) {
            timeOut(file, timeout);
        } else {
            close(file, time);
        }
    }

    private void close(OpenFile file, long time) {
        files.remove(file.fuid());
        note(file);
        held -= file.held();
        file.end(time);
        FileLines.of(file).forEach(line -> log(line, time));
    }

    private void timeOut(OpenFile file, long time) {
        file.timeOut();
        close(file, time);
    }

    /**
     * When a file times out if nothing of it comes any more: Zeek looks only every two minutes whether something has come in the
     * two minutes before.
     */
    private static long timeoutOf(OpenFile file) {
        long silentAt = file.lastActive() + TIMEOUT - file.created();
        long looks = (silentAt + TIMEOUT - 1) / TIMEOUT;
        return file.created() + looks * TIMEOUT;
    }

    private void evict(long time) {
        Iterator<OpenFile> longestSilent = files.values().iterator();
        List<OpenFile> given = new ArrayList<>();
        long excess = held - maxHeld;
        int tooMany = files.size() - MAX_FILES;
        while ((excess > 0 || tooMany > given.size()) && longestSilent.hasNext()) {
            OpenFile file = longestSilent.next();
            excess -= file.held();
            given.add(file);
        }
        evicted += given.size();
        given.forEach(file -> close(file, time));
    }

    /** Ends the files of which nothing has come for too long at this time. */
    public void expire(long time) {
        List<OpenFile> over = new ArrayList<>();
        for (OpenFile file : files.values()) {
            if (file.lastActive() + TIMEOUT > time) {
                break;
            }
            if (timeoutOf(file) <= time) {
                over.add(file);
            }
        }
        over.forEach(file -> timeOut(file, timeoutOf(file)));
    }

    /** The sensor's input has ended at this time, and no file is to be completed any more. */
    public void end(long time) {
        expire(time);
        List.copyOf(files.values()).forEach(file -> timeOut(file, time));
        extraction.close();
    }

    /** Forgets everything without a word. */
    public void abandon() {
        files.clear();
        held = 0;
        extraction.close();
    }

    /** How many files were ended early for lack of memory. */
    public long evicted() {
        return evicted;
    }

    /** How many bytes of files wait here. */
    long held() {
        return held;
    }

    /** How many files are open. */
    int open() {
        return files.size();
    }

    @Override
    public Extraction extraction() {
        return extraction;
    }

    @Override
    public String typeOf(byte[] first, int length) {
        return Magic.typeOf(first, length);
    }

    @Override
    public List<FileAnalyzer> analyzersOf(String mimeType) {
        return mimeType == null
                ? List.of()
                : analyzers.stream()
                        .filter(each -> each.mimeTypes().contains(mimeType))
                        .toList();
    }

    @Override
    public void log(SpecificRecord line, long time) {
        line.put(0, new LogMeta(sensor, time));
        out.log(line);
    }

    @Override
    public void report(String subject, SpecificRecord found, long time) {
        found.put(0, new LogMeta(sensor, time));
        out.report(subject, found);
    }
}
