package io.brook.analysis.sigma;

import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;

/**
 * A column of a log, as rules see it.
 *
 * @param index its place among the columns of its log
 * @param column where a line keeps its value
 */
record SigmaColumn(int index, LogColumn column) {
    private static final double NANOS = 1e9;

    /** The columns of a log, in their order. */
    static List<SigmaColumn> inOrder(LogStream log) {
        List<SigmaColumn> columns = new ArrayList<>();
        for (LogColumn each : LogColumn.of(log.schema())) {
            columns.add(new SigmaColumn(columns.size(), each));
        }
        return columns;
    }

    /** The same by their names. */
    static Map<String, SigmaColumn> byName(LogStream log) {
        return inOrder(log).stream()
                .collect(Collectors.toMap(each -> each.column().name(), each -> each));
    }

    boolean isFlag() {
        return column.type().equals("bool");
    }

    boolean isNumber() {
        return switch (elementType()) {
            case "int", "count", "port", "double", "time", "interval" -> true;
            default -> false;
        };
    }

    private boolean isTime() {
        return elementType().equals("time") || elementType().equals("interval");
    }

    /** The type of the value, or of the elements of a set or vector. */
    private String elementType() {
        int bracket = column.type().indexOf('[');
        return bracket < 0
                ? column.type()
                : column.type().substring(bracket + 1, column.type().length() - 1);
    }

    /** The value in a line, a list for those that are sets and vectors; null when it is unset. */
    Object valueIn(IndexedRecord line) {
        Object value = line.get(column.outer());
        return column.inner() == LogColumn.FLAT || value == null ? value : ((IndexedRecord) value).get(column.inner());
    }

    /** A number as Zeek writes it: times in seconds. */
    double number(Object value) {
        double number = ((Number) value).doubleValue();
        return isTime() ? number / NANOS : number;
    }
}
