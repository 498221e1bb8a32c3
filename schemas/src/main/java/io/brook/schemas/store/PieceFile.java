package io.brook.schemas.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A temporary file of pieces, whose room is used again. It is there from the first piece on, and gone when the process is. */
final class PieceFile {
    private static final int UNIT = 64 * 1024;

    private Path path = Path.of(System.getProperty("java.io.tmpdir"));
    private FileChannel channel;
    private long end;
    private int places;

    /** Room that is free, by how much it is. */
    private final Map<Integer, Deque<Long>> free = new HashMap<>();

    /** Where a piece is. */
    record Place(long position, int length) {
        private int units() {
            return (length + UNIT - 1) / UNIT;
        }
    }

    /** @throws ShelfException when there is no room, or the disk fails */
    Place put(byte[] bytes) {
        try {
            if (channel == null) {
                path = Files.createTempFile("brook-waiting-", ".tmp");
                // On Unix its name goes now.
                channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            Place place = place(bytes.length);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, place.position + rest.position());
            }
            return place;
        } catch (IOException e) {
            throw new ShelfException(path, e);
        }
    }

    private Place place(int length) {
        places++;
        Place last = new Place(end, length);
        Deque<Long> room = free.get(last.units());
        if (room != null && !room.isEmpty()) {
            return new Place(room.pop(), length);
        }
        end += (long) last.units() * UNIT;
        return last;
    }

    /** @throws ShelfException when it cannot be read */
    byte[] get(Place place) {
        ByteBuffer bytes = ByteBuffer.allocate(place.length);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, place.position + bytes.position()) < 0) {
                    throw new EOFException("it is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw new ShelfException(path, e);
        }
        return bytes.array();
    }

    /** @throws ShelfException when the disk fails */
    void remove(Place place) {
        free.computeIfAbsent(place.units(), units -> new ArrayDeque<>()).push(place.position);
        places--;
        if (places == 0) {
            close();
        }
    }

    /** Forgets everything. */
    void close() {
        free.clear();
        places = 0;
        end = 0;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new ShelfException(path, e);
        } finally {
            channel = null;
        }
    }
}
