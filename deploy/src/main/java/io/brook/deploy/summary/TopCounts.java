package io.brook.deploy.summary;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts names within bounded memory. As long as there are not too many different names the counts are exact; then the rare ones are
 * forgotten, after J. Misra and D. Gries, Finding Repeated Elements, 1982: no count is too high, and none is too low by more than
 * {@link #error}.
 */
final class TopCounts {
    private final int capacity;
    private final Map<String, Long> counts = new HashMap<>();
    private long error;

    /**
     * A name and how often it came.
     *
     * @param count at least so often
     */
    record Count(String name, long count) {}

    /** @param capacity how many names are kept at least; twice as many are never exceeded */
    TopCounts(int capacity) {
        this.capacity = capacity;
    }

    void add(String name) {
        counts.merge(name, 1L, Long::sum);
        if (counts.size() > 2 * capacity) {
            prune();
        }
    }

    private void prune() {
        long least = counts.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(capacity)
                .findFirst()
                .orElseThrow();
        counts.replaceAll((name, count) -> count - least);
        counts.values().removeIf(count -> count <= 0);
        error += least;
    }

    /** By how much a count may be too low. */
    long error() {
        return error;
    }

    /** The most frequent ones; among equals the smaller name comes first. */
    List<Count> top(int most) {
        return counts.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name))
                .limit(most)
                .toList();
    }
}
