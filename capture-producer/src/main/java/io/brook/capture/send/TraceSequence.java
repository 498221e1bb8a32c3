package io.brook.capture.send;

import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Several traces read as one. All are opened at once to see that they can be read; files are then closed until their turn, so
 * that their number does not matter, while what can be read only once, such as a named pipe, stays open.
 */
final class TraceSequence implements AutoCloseable {
    private record Turn(Path file, TraceReader opened) {}

    private final Queue<Turn> turns = new ArrayDeque<>();
    private final List<String> cuts = new ArrayList<>();
    private TraceReader current;
    private long bytesBefore;

    private TraceSequence() {}

    /** @throws TraceException for the first trace that cannot be read */
    static TraceSequence open(List<Path> files) throws TraceException {
        TraceSequence sequence = new TraceSequence();
        try {
            for (Path file : files) {
                sequence.add(file);
            }
            return sequence;
        } catch (TraceException e) {
            sequence.close();
            throw e;
        }
    }

    private void add(Path file) throws TraceException {
        TraceReader reader = TraceReader.open(file);
        if (Files.isRegularFile(file)) {
            reader.close();
            turns.add(new Turn(file, null));
        } else {
            turns.add(new Turn(file, reader));
        }
    }

    /** Moves to the next packet, of the next trace where one has ended. */
    boolean next() {
        while (current == null || !current.next()) {
            endCurrent();
            if (turns.isEmpty()) {
                return false;
            }
            start(turns.remove());
        }
        return true;
    }

    private void endCurrent() {
        if (current != null) {
            current.cut().ifPresent(cuts::add);
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

    Packet packet() {
        return current.packet();
    }

    /** The bytes read so far from all files. */
    long fileBytes() {
        return bytesBefore + (current == null ? 0 : current.fileBytes());
    }

    /** A line for each trace so far that was cut short. */
    List<String> cuts() {
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
