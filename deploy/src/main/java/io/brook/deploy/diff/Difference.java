package io.brook.deploy.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A line that only one of two runs has, or that has changed from one to the other.
 *
 * @param before the first run's line; null when the line is new
 * @param after the second run's line; null when the line is gone
 */
public record Difference(Line before, Line after) {
    /** What has happened to the line. */
    public enum Kind {
        NEW,
        GONE,
        CHANGED
    }

    public Kind kind() {
        if (before == null) {
            return Kind.NEW;
        }
        return after == null ? Kind.GONE : Kind.CHANGED;
    }

    /** What a changed line is recognised by: its time, identifiers and subjects. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>(before.values());
        identity.keySet().removeIf(column -> !LineMatch.identifies(column));
        return identity;
    }

    /** The columns in which a line has changed, in the order of columns. */
    public List<String> changedColumns() {
        Map<String, String> was = before.values();
        Map<String, String> is = after.values();
        List<String> all = new ArrayList<>(was.keySet());
        is.keySet().stream().filter(column -> !was.containsKey(column)).forEach(all::add);
        return all.stream()
                .filter(column -> !Objects.equals(was.get(column), is.get(column)))
                .toList();
    }
}
