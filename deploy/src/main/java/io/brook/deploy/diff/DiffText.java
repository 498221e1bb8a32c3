package io.brook.deploy.diff;

import io.brook.deploy.diff.Difference.Kind;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What differs, for people: a line for each log, and below it one for each difference. */
public final class DiffText implements DiffOutput {
    private final PrintWriter out;

    public DiffText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void log(LogDiff log) {
        out.printf(
                Locale.ROOT,
                "%-16s %,d the same, %,d new, %,d gone, %,d changed%n",
                log.name(),
                log.same(),
                log.count(Kind.NEW),
                log.count(Kind.GONE),
                log.count(Kind.CHANGED));
        if (!log.columnsGone().isEmpty()) {
            out.println("  columns gone: " + String.join(", ", log.columnsGone()));
        }
        if (!log.columnsNew().isEmpty()) {
            out.println("  columns new: " + String.join(", ", log.columnsNew()));
        }
    }

    @Override
    public void difference(LogDiff log, Difference difference) {
        switch (difference.kind()) {
            case NEW -> out.println("  + " + values(difference.after().values()));
            case GONE -> out.println("  - " + values(difference.before().values()));
            case CHANGED -> out.println("  ~ " + values(difference.identity()) + ": " + changes(difference));
        }
    }

    private static String values(Map<String, String> line) {
        return line.entrySet().stream()
                .map(value -> value.getKey() + '=' + value.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String changes(Difference changed) {
        Map<String, String> before = changed.before().values();
        Map<String, String> after = changed.after().values();
        return changed.changedColumns().stream()
                .map(column ->
                        column + ' ' + before.getOrDefault(column, "-") + " -> " + after.getOrDefault(column, "-"))
                .collect(Collectors.joining(", "));
    }
}
