package io.brook.deploy.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is different in two sets of logs, for people to read. */
final class LogDifference {
    private LogDifference() {}

    /**
     * Each log that differs, with the lines that are missing (after a minus) and those that are new (after a plus).
     *
     * @param expected the texts of logs by their names
     * @param found the same
     * @return nothing when they are equal
     */
    static String between(Map<String, String> expected, Map<String, String> found) {
        StringBuilder out = new StringBuilder();
        SortedSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!found.containsKey(name)) {
                out.append("  ").append(name).append(" was not written\n");
            } else if (!expected.containsKey(name)) {
                out.append("  ").append(name).append(" was written, and is not expected\n");
                lines("+", found.get(name).lines().toList(), out);
            } else if (!expected.get(name).equals(found.get(name))) {
                out.append("  ").append(name).append('\n');
                compare(
                        expected.get(name).lines().toList(),
                        found.get(name).lines().toList(),
                        out);
            }
        }
        return out.toString();
    }

    private static void compare(List<String> expected, List<String> found, StringBuilder out) {
        List<String> missing = without(expected, found);
        List<String> added = without(found, expected);
        if (missing.isEmpty() && added.isEmpty()) {
            out.append("    the same lines in another order\n");
            lines("+", found, out);
        }
        lines("-", missing, out);
        lines("+", added, out);
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    private static void lines(String mark, List<String> lines, StringBuilder out) {
        lines.forEach(
                line -> out.append("    ").append(mark).append(' ').append(line).append('\n'));
    }
}
