package io.brook.analysis.file;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.FilesLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A table of files without an engine, and what it writes. */
final class FileStory implements Emitter {
    private final FileTable files;
    private final List<SpecificRecord> written = new ArrayList<>();
    private SessionRecorder session = connectionOf("C1");
    private int ordinal;
    private boolean forgetful;
    private long count;

    FileStory(FileAnalyzer... analyzers) {
        this(Long.MAX_VALUE, analyzers);
    }

    /** @param maxHeld how many bytes the table may hold */
    FileStory(long maxHeld, FileAnalyzer... analyzers) {
        files = new FileTable("here", List.of(analyzers), Extraction.NONE, maxHeld, this);
    }

    FileStory(Extraction extraction) {
        files = new FileTable("here", List.of(), extraction, Long.MAX_VALUE, this);
    }

    /** From here on lines are counted only. */
    FileStory forgetful() {
        forgetful = true;
        return this;
    }

    /** How many lines of all kinds were written. */
    long written() {
        return count;
    }

    FileTable files() {
        return files;
    }

    /** From here on files come over another connection. */
    void connection(String uid) {
        session = connectionOf(uid);
    }

    void at(long time) {
        session.at(time);
    }

    /** A file of the current connection alone. */
    Feed file(String name, long size) {
        return open(new FileOrigin("HTTP", Direction.RESPONDER, 0, name, size, null, null));
    }

    /** A piece of a file that other connections carry too. */
    Feed piece(String key, long size) {
        return open(new FileOrigin("HTTP", Direction.RESPONDER, 0, null, size, null, key));
    }

    Feed open(FileOrigin origin) {
        return files.open(session, origin, ordinal++);
    }

    List<FilesLog> lines() {
        return lines(FilesLog.class);
    }

    <T extends SpecificRecord> List<T> lines(Class<T> type) {
        return written.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only line of files.log. */
    FilesLog line() {
        if (lines().size() != 1) {
            throw new AssertionError(lines().size() + " lines");
        }
        return lines().get(0);
    }

    @Override
    public void log(SpecificRecord line) {
        count++;
        if (!forgetful) {
            written.add(line);
        }
    }

    @Override
    public void report(String subject, SpecificRecord found) {}

    private static SessionRecorder connectionOf(String uid) {
        return new SessionRecorder(new Silent(), uid);
    }

    /** A protocol in which nothing is said. */
    private static final class Silent implements ProtocolAnalyzer, AnalyzerSession {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return this;
        }

        @Override
        public Outcome data(Direction direction, ByteCursor in) {
            return Outcome.CONTINUE;
        }
    }
}
