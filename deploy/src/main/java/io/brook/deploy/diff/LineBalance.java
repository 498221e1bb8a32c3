package io.brook.deploy.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes lines of two runs in any order and cancels those that both have. What it holds are the lines that only one of them has so
 * far: where both are in the same order, these are the differences.
 */
final class LineBalance {
    private final Map<String, Integer> before = new LinkedHashMap<>();
    private final Map<String, Integer> after = new LinkedHashMap<>();
    private long same;

    void takeBefore(String line) {
        take(line, before, after);
    }

    void takeAfter(String line) {
        take(line, after, before);
    }

    private void take(String line, Map<String, Integer> own, Map<String, Integer> others) {
        Integer waiting = others.get(line);
        if (waiting == null) {
            own.merge(line, 1, Integer::sum);
            return;
        }
        same++;
        if (waiting == 1) {
            others.remove(line);
        } else {
            others.put(line, waiting - 1);
        }
    }

    /** How many lines both have. */
    long same() {
        return same;
    }

    /** Takes out the lines that only the first run has, in their order. */
    List<String> takeOnlyBefore() {
        return take(before);
    }

    /** Takes out the lines that only the second run has, in their order. */
    List<String> takeOnlyAfter() {
        return take(after);
    }

    private static List<String> take(Map<String, Integer> counted) {
        List<String> lines = new ArrayList<>();
        counted.forEach((line, count) -> {
            for (int i = 0; i < count; i++) {
                lines.add(line);
            }
        });
        // They may be many, and are not to be held twice.
        counted.clear();
        return lines;
    }
}
