package io.brook.schemas.format;

import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How lines of logs look.
 *
 * @param json JSON lines instead of Zeek's tab-separated ones
 * @param columns the names of columns beside those that Zeek writes by default: some of {@link #EXTRA}
 * @param sensorColumn whether each line has a last column that says which sensor it is from
 */
public record LogStyle(boolean json, Set<String> columns, boolean sensorColumn) {
    /** Zeek's tab-separated lines, with the columns that they have by default. */
    public static final LogStyle TSV = new LogStyle(false, Set.of(), false);

    /** JSON lines, with the same columns. */
    public static final LogStyle JSON = new LogStyle(true, Set.of(), false);

    /** The columns that some log has only if asked for, in alphabetical order. */
    public static final List<String> EXTRA = extra();

    private static List<String> extra() {
        TreeSet<String> names = new TreeSet<>();
        for (LogStream stream : LogStream.ALL) {
            LogColumn.of(stream.schema()).stream().filter(LogColumn::extra).forEach(column -> names.add(column.name()));
        }
        return List.copyOf(names);
    }
}
