package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What differs in one log between two runs.
 *
 * @param name the log's name
 * @param same how many lines are the same
 * @param differences the others: those that are gone or changed in the order of the first run, then those that are new in that of the
 *     second
 * @param columnsGone columns that only the first run's log has; they are not compared
 * @param columnsNew columns that only the second run's log has; they are not compared
 */
public record LogDiff(
        String name, long same, List<Difference> differences, List<String> columnsGone, List<String> columnsNew) {
    /**
     * Compares one log. Memory is needed for the lines that differ, and for those that are elsewhere in the other run's log for as
     * long as the other one has not come; lines that are equal and in the same place need none.
     *
     * @throws RunException when a log cannot be read, or is of another format than the other one
     */
    public static LogDiff of(String name, LogSet before, LogSet after) throws RunException {
        try (LogLines first = before.names().contains(name) ? before.open(name) : new NoLines();
                LogLines second = after.names().contains(name) ? after.open(name) : new NoLines()) {
            return compare(name, first, second);
        }
    }

    /** The names of all logs that either run has. */
    public static SortedSet<String> names(LogSet before, LogSet after) {
        SortedSet<String> names = new TreeSet<>(before.names());
        names.addAll(after.names());
        return names;
    }

    private static LogDiff compare(String name, LogLines first, LogLines second) throws RunException {
        String one = first.next();
        String other = second.next();
        boolean bothHaveLines = one != null && other != null;
        if (bothHaveLines && first.columns().isEmpty() != second.columns().isEmpty()) {
            throw new RunException(
                    "log " + name + " is tab-separated in one run and JSON in the other; compare logs of one format",
                    null);
        }
        List<String> gone = bothHaveLines ? without(first.columns(), second.columns()) : List.of();
        List<String> come = bothHaveLines ? without(second.columns(), first.columns()) : List.of();
        List<String> common = bothHaveLines ? without(first.columns(), gone) : List.of();
        Projection before = new Projection(first.columns(), bothHaveLines ? common : first.columns());
        Projection after = new Projection(second.columns(), bothHaveLines ? common : second.columns());
        LineBalance balance = new LineBalance();
        while (one != null || other != null) {
            if (one != null) {
                balance.takeBefore(before.of(one));
                one = first.next();
            }
            if (other != null) {
                balance.takeAfter(after.of(other));
                other = second.next();
            }
        }
        List<Difference> differences = LineMatch.of(
                lines(balance.takeOnlyBefore(), before.columns()), lines(balance.takeOnlyAfter(), after.columns()));
        return new LogDiff(name, balance.same(), differences, gone, come);
    }

    private static List<String> without(List<String> columns, List<String> others) {
        return columns.stream().filter(column -> !others.contains(column)).toList();
    }

    private static List<Line> lines(List<String> texts, List<String> columns) {
        return texts.stream().map(text -> new Line(text, columns)).toList();
    }

    /** Whether the log is the same in both runs. */
    public boolean isEmpty() {
        return differences.isEmpty() && columnsGone.isEmpty() && columnsNew.isEmpty();
    }

    /** How many of the differences are of a kind. */
    public long count(Difference.Kind kind) {
        return differences.stream().filter(each -> each.kind() == kind).count();
    }

    /** A log that a run does not have. */
    private static final class NoLines implements LogLines {
        @Override
        public String next() {
            return null;
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
