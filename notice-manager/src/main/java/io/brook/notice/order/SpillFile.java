package io.brook.notice.order;

import io.brook.notice.LogWriteException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Waiting lines that did not fit into memory: a temporary file with a sorted section per log, deleted when all of it is read. */
public final class SpillFile implements AutoCloseable {
    private static final String PREFIX = ".held-lines-";
    private static final String SUFFIX = ".tmp";
    private static final int BUFFER = 1 << 16;
    private static final int LINE_HEADER = Long.BYTES + Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private int unreadSections;

    /** @param directory where the file is created; created itself if it does not exist */
    public SpillFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        path = Files.createTempFile(directory, PREFIX, SUFFIX);
        channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Writes the sorted lines of one log behind those of the others. */
    Section append(List<Line> lines) throws IOException {
        long start = channel.size();
        channel.position(start);
        // Not closed: that would close the channel.
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        for (Line line : lines) {
            out.writeLong(line.written());
            out.writeInt(line.text().length);
            out.write(line.text());
        }
        out.flush();
        unreadSections++;
        return new Section(start, channel.position());
    }

    /** Whether all of it has been read; it is closed then. */
    public boolean isRead() {
        return unreadSections == 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Removes what a killed logger has left behind. */
    public static void removeAll(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw LogWriteException.refused("cannot remove temporary files in " + directory, e);
        }
    }

    /** The lines of one log, read from the front. */
    final class Section {
        private long position;
        private final long end;

        private Section(long start, long end) {
            position = start;
            this.end = end;
        }

        boolean isRead() {
            return position == end;
        }

        /** The lines that are older than a time and were not returned before. */
        Iterator<Line> linesBefore(long time) {
            return new Lines(time, new DataInputStream(new BufferedInputStream(new Reading(position))));
        }

        private final class Lines implements Iterator<Line> {
            private final long before;
            private final DataInputStream in;
            private Line next;

            Lines(long before, DataInputStream in) {
                this.before = before;
                this.in = in;
                next = read();
            }

            private Line read() {
                if (isRead()) {
                    return null;
                }
                try {
                    Line line = new Line(in.readLong(), in.readNBytes(in.readInt()));
                    return line.isBefore(before) ? line : null;
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Line next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Line line = next;
                position += LINE_HEADER + line.text().length;
                next = read();
                if (isRead()) {
                    finish();
                }
                return line;
            }

            private void finish() {
                if (--unreadSections > 0) {
                    return;
                }
                try {
                    close();
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }
        }
    }

    /** Reads from its own position, because many sections are read at the same time. */
    private final class Reading extends InputStream {
        private long position;

        Reading(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(count, 0);
            return count;
        }
    }

    private LogWriteException unreadable(IOException e) {
        return new LogWriteException("cannot read back " + path + ": " + e, e);
    }
}
