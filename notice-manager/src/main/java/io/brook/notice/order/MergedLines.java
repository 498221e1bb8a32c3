package io.brook.notice.order;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted sequences of lines as one. */
public final class MergedLines implements Iterator<Line> {
    private final PriorityQueue<Source> sources = new PriorityQueue<>();

    private record Source(Line first, Iterator<Line> rest) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            return first.compareTo(other.first);
        }
    }

    public MergedLines(List<Iterator<Line>> sorted) {
        sorted.forEach(this::add);
    }

    private void add(Iterator<Line> lines) {
        if (lines.hasNext()) {
            sources.add(new Source(lines.next(), lines));
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public Line next() {
        Source source = sources.poll();
        if (source == null) {
            throw new NoSuchElementException();
        }
        add(source.rest);
        return source.first;
    }
}
