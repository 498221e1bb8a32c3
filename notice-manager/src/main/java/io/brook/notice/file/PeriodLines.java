package io.brook.notice.file;

import io.brook.notice.order.Line;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Lines in order, taken period by period. */
final class PeriodLines {
    private final Iterator<Line> lines;
    private Line next;

    PeriodLines(Iterator<Line> lines) {
        this.lines = lines;
        advance();
    }

    private void advance() {
        next = lines.hasNext() ? lines.next() : null;
    }

    boolean isEmpty() {
        return next == null;
    }

    /** When the next line is written, in nanoseconds since the epoch. */
    long nextTime() {
        return next.written();
    }

    /** The lines up to the first that is not in a time before this; those that are late among them. */
    Iterator<Line> before(long end) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return next != null && (next.written() < end || end == Long.MAX_VALUE);
            }

            @Override
            public Line next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Line line = next;
                advance();
                return line;
            }
        };
    }
}
