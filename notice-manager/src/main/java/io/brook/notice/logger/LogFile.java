package io.brook.notice.logger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;

/**
 * One log file. It is made when there is a line for it and replaces one of an earlier run. Between two appends it is closed,
 * so hundreds of sensors cost no file handles. A file with the line {@code #close} is complete.
 */
final class LogFile {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final LineFormat format;
    private final LineBuffer buffer = new LineBuffer();
    private boolean started;
    private long lastWritten;

    LogFile(Path path, LineFormat format) {
        this.path = path;
        this.format = format;
    }

    /**
     * Appends lines.
     *
     * @return how many there were
     * @throws LogWriteException when the disk refuses
     */
    long append(Iterator<Line> lines) {
        if (!lines.hasNext()) {
            return 0;
        }
        long count = 0;
        try (OutputStream out = open()) {
            while (lines.hasNext()) {
                Line line = lines.next();
                if (!started) {
                    started = true;
                    buffer.clear();
                    format.header(line.written(), buffer);
                    buffer.copyTo(out);
                }
                out.write(line.text());
                out.write('\n');
                lastWritten = line.written();
                count++;
            }
        } catch (IOException e) {
            throw refused(e);
        }
        return count;
    }

    /** Marks the file as complete, if there is one. */
    void finish() {
        if (!started) {
            return;
        }
        buffer.clear();
        format.footer(lastWritten, buffer);
        try (OutputStream out = open()) {
            buffer.copyTo(out);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private OutputStream open() throws IOException {
        if (started) {
            return new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.APPEND), BUFFER);
        }
        Files.createDirectories(path.getParent());
        return new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
    }

    private LogWriteException refused(IOException e) {
        return new LogWriteException("cannot write " + path + ": " + e, e);
    }
}
