package io.brook.capture.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/**
 * Several traces read as one. All are opened at once to see that they can be read; files are then closed until their turn, so
 * that their number does not matter, while what can be read only once, such as a named pipe, is opened when it is sure to be
 * read, and stays open.
 */
public final class TraceSequence implements AutoCloseable {
    private static final class Turn {
        private final Path file;
        private TraceReader opened;

        Turn(Path file) {
            this.file = file;
        }
    }

    private final Queue<Turn> turns = new ArrayDeque<>();
    private final List<String> cuts = new ArrayList<>();
    private volatile TraceReader current;
    private volatile boolean stopped;
    private volatile boolean abandoned;
    private long bytesBefore;

    private TraceSequence() {}

    /** Whether a file's bytes are gone once they have been read. */
    public static boolean isReadOnce(Path file) {
        return StandardInput.is(file) || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** @throws TraceException for the first file that cannot be read */
    public static TraceSequence open(List<Path> files) throws TraceException {
        TraceSequence sequence = new TraceSequence();
        for (Path file : files) {
            if (!isReadOnce(file)) {
                TraceReader.open(file).close();
            }
            sequence.turns.add(new Turn(file));
        }
        return sequence;
    }

    /**
     * Opens what can be read only once, which may have to wait for its writer.
     *
     * @throws TraceException for the first that cannot be read
     */
    public void openReadOnce() throws TraceException {
        for (Turn turn : turns) {
            if (isReadOnce(turn.file) && !stopped) {
                turn.opened = TraceReader.open(turn.file);
            }
        }
    }

    /** Ends it before the next packet, also where that is waited for; from any thread. */
    public void stop() {
        stopped = true;
        breakOff();
    }

    /** Breaks it off: {@link #next} throws, also where it waits for a packet; from any thread. */
    public void abandon() {
        abandoned = true;
        breakOff();
    }

    private void breakOff() {
        TraceReader reader = current;
        if (reader != null) {
            reader.breakOff();
        }
    }

    /**
     * Moves to the next packet, of the next trace where one has ended.
     *
     * @throws CancellationException when it has been {@linkplain #abandon abandoned}
     */
    public boolean next() {
        while (!stopped && (current == null || !current.next())) {
            if (abandoned) {
                throw new CancellationException("broken off while it waited for packets");
            }
            endCurrent();
            if (turns.isEmpty()) {
                return false;
            }
            start(turns.remove());
        }
        return !stopped;
    }

    private void endCurrent() {
        if (current != null) {
            if (!stopped) {
                current.cut().ifPresent(cuts::add);
            }
            bytesBefore += current.fileBytes();
            current.close();
            current = null;
        }
    }

    private void start(Turn turn) {
        try {
            current = turn.opened == null ? TraceReader.open(turn.file) : turn.opened;
        } catch (TraceException e) {
            // It was there when this began, and others have been published since: a loss to report, not to stop for.
            cuts.add(e.getMessage());
        }
    }

    public Packet packet() {
        return current.packet();
    }

    /** The bytes read so far from all files. */
    public long fileBytes() {
        return bytesBefore + (current == null ? 0 : current.fileBytes());
    }

    /** A line for each trace so far that was cut short. */
    public List<String> cuts() {
        return List.copyOf(cuts);
    }

    @Override
    public void close() {
        endCurrent();
        for (Turn turn : turns) {
            if (turn.opened != null) {
                turn.opened.close();
            }
        }
    }
}
