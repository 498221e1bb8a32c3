package io.brook.schemas.progress;

import io.brook.schemas.store.Codec;
import io.brook.schemas.store.Shelf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Events of a sensor that wait on disk, in order. They are in pieces, of which at most one is in memory, from the time on that the first
 * event is due.
 */
final class EventRun<T> {
    /** The least size of a piece but the last, in bytes: so that a run has few, and a piece is a small part of what may be in memory. */
    private static final int PIECE = 128 * 1024;

    private final String sensor;
    private final Shelf shelf;
    private final Codec<Event<T>> codec;
    private final long number;
    private long piece;
    private final long end;

    /** How many events of the first piece have been taken. */
    private int taken;

    private long firstTime;
    /** What is left of the first piece; null when it is not in memory. */
    private Deque<Event<T>> loaded;

    private EventRun(String sensor, Shelf shelf, Codec<Event<T>> codec, long number, long[] saved) {
        this.number = number;
        this.sensor = sensor;
        this.shelf = shelf;
        this.codec = codec;
        piece = saved[0];
        end = saved[1];
        taken = (int) saved[2];
        firstTime = saved[3];
    }

    /** A run that was {@link #saved}. */
    static <T> EventRun<T> of(String sensor, Shelf shelf, Codec<Event<T>> codec, long number, long[] saved) {
        return new EventRun<>(sensor, shelf, codec, number, saved);
    }

    /**
     * Puts events away.
     *
     * @param first the number of its first piece; those up to {@link #end} are its own
     * @param events in order, and at least one
     */
    static <T> EventRun<T> write(String sensor, Shelf shelf, Codec<Event<T>> codec, long first, List<Event<T>> events) {
        long piece = first;
        Deque<byte[]> encoded = new ArrayDeque<>();
        int length = 0;
        for (Event<T> event : events) {
            byte[] bytes = codec.encode(event);
            encoded.add(bytes);
            length += Integer.BYTES + bytes.length;
            if (length >= PIECE) {
                shelf.put(sensor, piece++, piece(encoded, length));
                length = 0;
            }
        }
        if (length > 0) {
            shelf.put(sensor, piece++, piece(encoded, length));
        }
        return new EventRun<>(sensor, shelf, codec, first, new long[] {
            first, piece, 0, events.get(0).time()
        });
    }

    private static byte[] piece(Deque<byte[]> events, int length) {
        ByteBuffer piece = ByteBuffer.allocate(length);
        while (!events.isEmpty()) {
            byte[] event = events.remove();
            piece.putInt(event.length).put(event);
        }
        return piece.array();
    }

    /** The number of what was its first piece: unique among a sensor's runs. */
    long number() {
        return number;
    }

    /** The number after its last piece. */
    long end() {
        return end;
    }

    /** The time of its first event. */
    long firstTime() {
        return firstTime;
    }

    /** Whether all events have been taken. */
    boolean isEmpty() {
        return piece == end;
    }

    /** The first event. */
    Event<T> first() {
        if (loaded == null) {
            loaded = new ArrayDeque<>();
            ByteBuffer in = ByteBuffer.wrap(shelf.get(sensor, piece));
            for (int i = 0; in.hasRemaining(); i++) {
                byte[] event = new byte[in.getInt()];
                in.get(event);
                if (i >= taken) {
                    loaded.add(codec.decode(event));
                }
            }
        }
        return loaded.getFirst();
    }

    /** Takes the first event; a piece that has been taken is removed from the disk. */
    Event<T> take() {
        Event<T> event = first();
        loaded.remove();
        taken++;
        if (loaded.isEmpty()) {
            shelf.remove(sensor, piece);
            piece++;
            taken = 0;
            loaded = null;
        }
        if (!isEmpty()) {
            firstTime = first().time();
        }
        return event;
    }

    /** What there is to be saved. */
    long[] saved() {
        return new long[] {piece, end, taken, firstTime};
    }
}
