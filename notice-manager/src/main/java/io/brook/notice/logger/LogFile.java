package io.brook.notice.logger;

import io.brook.notice.logger.checkpoint.WrittenFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private boolean forced = true;
    /** Without the footer. */
    private long length;

    private long lastWritten;

    LogFile(Path path, LineFormat format) {
        this.path = path;
        this.format = format;
    }

    /**
     * Goes on where a checkpoint says the file was; what came after that is cut off.
     *
     * @throws LogWriteException when the file has not what the checkpoint says, or the disk refuses
     */
    void resume(WrittenFile checkpoint) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (channel.size() < checkpoint.getLength()) {
                throw new LogWriteException("the file " + path + " has " + channel.size() + " bytes, of "
                        + checkpoint.getLength() + " that were written; put it back, or " + CheckpointFile.REMEDY);
            }
            channel.truncate(checkpoint.getLength());
        } catch (NoSuchFileException e) {
            throw new LogWriteException("the file " + path + " is gone; put it back, or " + CheckpointFile.REMEDY, e);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
        started = true;
        length = checkpoint.getLength();
        lastWritten = checkpoint.getLastWritten();
    }

    /** Removes what lies where the file will be. */
    void discard() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot remove " + path, e);
        }
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
                    length = buffer.length();
                }
                out.write(line.text());
                out.write('\n');
                length += line.text().length + 1;
                lastWritten = line.written();
                count++;
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
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
            throw LogWriteException.refused("cannot write " + path, e);
        }
    }

    /** Returns when all of it is on disk. */
    void force() {
        if (forced) {
            return;
        }
        try {
            Disk.force(path);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
        forced = true;
    }

    /** Whether all of it is on disk. */
    boolean isForced() {
        return forced;
    }

    /** Whether there is a file. */
    boolean started() {
        return started;
    }

    /** What a checkpoint says of it. */
    WrittenFile written(Path directory) {
        String name = directory.relativize(path).toString();
        return new WrittenFile(name, length, lastWritten);
    }

    private OutputStream open() throws IOException {
        forced = false;
        if (started) {
            return new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.APPEND), BUFFER);
        }
        Files.createDirectories(path.getParent());
        return new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
    }
}
