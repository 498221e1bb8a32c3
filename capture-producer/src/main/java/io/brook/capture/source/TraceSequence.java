package io.brook.capture.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/**
 * Several traces read as one. All files are opened at the start to check that they can be read, and then closed until their turn, so
 * that their number does not matter. Inputs that can be read only once, such as named pipes, are opened when they are certain to be
 * read, and stay open.
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
     * Opens inputs that can be read only once, which may have to wait for their writers.
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

    /** Ends it before the next packet, also while it waits for that; from any thread. */
    public void stop() {
        stopped = true;
        breakOff();
    }

    /** Interrupts it: {@link #next} throws, also while it waits for a packet; from any thread. */
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
                throw new CancellationException("interrupted while it waited for packets");
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
            // It existed when this began, and others have been published since: reported, but no reason to stop.
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
