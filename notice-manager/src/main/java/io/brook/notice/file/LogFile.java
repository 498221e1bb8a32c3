package io.brook.notice.file;

import io.brook.notice.LogWriteException;
import io.brook.notice.archive.Period;
import io.brook.notice.checkpoint.WrittenFile;
import io.brook.notice.disk.Disk;
import io.brook.notice.order.Line;
import io.brook.schemas.format.LineBuffer;
import io.brook.schemas.format.LineFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * One log file. It is created when there is a line for it, and replaces one of an earlier run. Between two appends it is closed, so
 * that hundreds of sensors cost no file handles. If it was moved, removed or truncated, this is noticed at the next line, and it
 * begins anew with its header. A file with the line {@code #close} is complete.
 */
public final class LogFile {
    private static final int BUFFER = 1 << 16;
    /** The next lines are appended. */
    private static final long FOLLOWS = -1;

    private final Path path;
    private final LineFormat format;
    private final FileChanges changes;
    private final Disk disk;
    private final LineBuffer buffer = new LineBuffer();
    private boolean forced = true;
    /** How it was left, without the footer; null as long as it has no line. */
    private FileEnd end;

    /** The latest time of its lines. */
    private long lastWritten = Long.MIN_VALUE;
    /** The identity and the length of the file of this name: null and 0 when there is none. */
    private Object identity;

    private long size;
    /** Where the next lines begin in a file that is not the one of {@link #end}. */
    private long anew = FOLLOWS;
    /** The time whose lines are in the file; null before its first line. */
    private Period period;

    /**
     * Lines that were appended.
     *
     * @param late how many of them are older than a line before them
     */
    record Appended(long lines, long late) {}

    LogFile(Path path, LineFormat format, FileChanges changes, Disk disk) {
        this.path = path;
        this.format = format;
        this.changes = changes;
        this.disk = disk;
    }

    /**
     * Resumes from a checkpoint; what came after it is cut off, also in a file that was moved or copied since, if it is still beside
     * this one.
     *
     * @param rotated the files whose period has passed
     * @throws LogWriteException when the disk fails
     */
    void resume(WrittenFile checkpoint, String log, RotatedFiles rotated) {
        end = new FileEnd(checkpoint.getLength(), checkpoint.getLastLine(), checkpoint.getLastLineChecksum());
        lastWritten = checkpoint.getLastWritten();
        period = rotated.resumed(checkpoint);
        boolean begun = checkpoint.getAnew() != FOLLOWS;
        rotated.takeBack(path, log, each -> begun || end.isIn(each), disk);
        try {
            if (end.isIn(path)) {
                end.cut(path, new byte[0], disk);
            } else {
                resumeMoved(checkpoint.getAnew());
            }
            identity = Disk.identity(path);
            size = identity == null ? 0 : Files.size(path);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
    }

    private void resumeMoved(long begun) throws IOException {
        Optional<Path> moved = Disk.findBeside(path, end::isIn);
        if (moved.isPresent()) {
            end.cut(moved.get(), footer(), disk);
        }
        if (begun != FOLLOWS && Files.exists(path)) {
            // Lines that no checkpoint knows: they come again.
            disk.truncate(path, begun);
        } else {
            String what = moved.map(to -> "was moved or copied to " + to.getFileName())
                    .orElse(
                            "is not as it was left; lines of the last second before the logger ended may be written twice");
            changes.say(path + " " + what + "; it begins anew");
        }
        anew = Files.exists(path) ? Files.size(path) : 0;
    }

    /** Removes a file of this name, and those of its past periods that no checkpoint knows. */
    void discard(String log, RotatedFiles rotated) {
        rotated.takeBack(path, log, null, disk);
        try {
            disk.delete(path);
        } catch (IOException e) {
            throw LogWriteException.refused("cannot remove " + path, e);
        }
    }

    /**
     * Appends lines.
     *
     * @return how many there were
     * @throws LogWriteException when the disk fails
     */
    Appended append(Iterator<Line> lines) {
        if (!lines.hasNext()) {
            return new Appended(0, 0);
        }
        long count = 0;
        long late = 0;
        Line line = lines.next();
        try (FileChannel channel = open();
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            header(line, out);
            while (true) {
                out.write(line.text());
                out.write('\n');
                size += line.text().length + 1;
                count++;
                late += line.written() < lastWritten ? 1 : 0;
                lastWritten = Math.max(lastWritten, line.written());
                if (!lines.hasNext()) {
                    break;
                }
                line = lines.next();
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
        end = FileEnd.of(size, line.text());
        anew = FOLLOWS;
        return new Appended(count, late);
    }

    private FileChannel open() throws IOException {
        forced = false;
        if (end == null) {
            FileChannel made = disk.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            identity = Disk.identity(path);
            return made;
        }
        while (true) {
            look();
            if (anew != FOLLOWS) {
                changes.begins(this);
            }
            FileChannel channel = disk.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (identity == null) {
                identity = Disk.identity(path);
            }
            if (isAsLeft(Disk.identity(path), channel.size())) {
                size = channel.size();
                return channel;
            }
            // It was changed in between.
            channel.close();
        }
    }

    private void header(Line first, OutputStream out) throws IOException {
        if (end == null || anew != FOLLOWS) {
            buffer.clear();
            format.header(first.written(), buffer);
            buffer.copyTo(out);
            size += buffer.length();
        }
    }

    /** What others have appended stays where it is. */
    private boolean isAsLeft(Object now, long length) {
        return Objects.equals(now, identity) && length >= size;
    }

    /** Checks whether others have changed the file; if so, reports it, and the file begins anew with the next line. */
    void look() throws IOException {
        Object now = Disk.identity(path);
        long length = now == null ? 0 : Files.size(path);
        if (end == null || isAsLeft(now, length)) {
            return;
        }
        // It was written anew with the same contents, as by an editor.
        if (anew != FOLLOWS || length != end.length() || !end.isIn(path)) {
            changes.say(path + " " + change(now, length) + "; it begins anew");
            anew = length;
        }
        identity = now;
        size = length;
    }

    private String change(Object now, long length) throws IOException {
        if (Objects.equals(now, identity)) {
            return "was truncated to " + length + " bytes";
        }
        Optional<Path> moved = moved();
        if (moved.isPresent()) {
            if (!forced) {
                disk.force(moved.get());
            }
            return "was moved to " + moved.get().getFileName();
        }
        return now == null ? "is gone" : "was replaced by another file";
    }

    /** Where the file is that was written last. */
    private Optional<Path> moved() throws IOException {
        return identity == null
                ? Optional.empty()
                : Disk.findBeside(path, file -> identity.equals(Disk.identity(file)));
    }

    /** Marks the file as complete, if there is one. */
    void finish() {
        try {
            if (end == null || anew != FOLLOWS || !isAsLeft(Disk.identity(path), Files.size(path))) {
                return;
            }
            try (FileChannel channel = disk.open(path, StandardOpenOption.APPEND)) {
                ByteBuffer line = ByteBuffer.wrap(footer());
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            }
            forced = false;
        } catch (NoSuchFileException e) {
            // Whoever has moved it has it without that line.
        } catch (IOException e) {
            throw LogWriteException.refused("cannot write " + path, e);
        }
    }

    /** The time whose lines are in the file, or will be when it has any. */
    Period begin(Period first) {
        period = period == null ? first : period;
        return period;
    }

    /** Whether there is a file, all of whose period is before a time. */
    boolean isPast(long time) {
        return period != null && period.isPast(time);
    }

    /**
     * Ends the file because its period has passed: the next line begins another one. A file that others have moved is theirs.
     *
     * @throws LogWriteException when the disk fails
     */
    void rotate(String log, RotatedFiles rotated) {
        Period past = period;
        period = null;
        try {
            look();
            if (end == null || anew != FOLLOWS) {
                return;
            }
            finish();
            disk.force(path);
            disk.move(path, rotated.add(path, log, past));
        } catch (IOException e) {
            throw LogWriteException.refused("cannot rotate " + path, e);
        }
        end = null;
        identity = null;
        size = 0;
        lastWritten = Long.MIN_VALUE;
        forced = false;
    }

    private byte[] footer() {
        buffer.clear();
        format.footer(lastWritten, buffer);
        return buffer.copy();
    }

    /** Returns when all of it is on disk. */
    void force() {
        if (forced || end == null) {
            forced = true;
            return;
        }
        try {
            boolean moved = !Objects.equals(identity, Disk.identity(path));
            Optional<Path> file = moved ? moved() : Optional.of(path);
            if (file.isPresent()) {
                disk.force(file.get());
            }
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
        return end != null;
    }

    /** The part of a checkpoint about it. */
    public WrittenFile written(Path directory) {
        return WrittenFile.newBuilder()
                .setName(directory.relativize(path).toString())
                .setLength(end.length())
                .setLastWritten(lastWritten)
                .setLastLine(end.lastLine())
                .setLastLineChecksum(end.checksum())
                .setAnew(anew)
                .setPeriodStart(period == null ? 0 : period.start())
                .setPeriodEnd(period == null ? 0 : period.end())
                .build();
    }
}
