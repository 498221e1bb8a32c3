package io.brook.analysis.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.IndexedRecord;

/** One line of a log, of which many rules ask the same: texts are made once. */
final class SigmaLine {
    private static final char RAW_FIRST = 0xf780;
    private static final char RAW_LAST = 0xf7ff;

    private final IndexedRecord line;
    private final List<SigmaColumn> columns;
    private final List<List<String>> texts;
    private final List<List<String>> lowered;

    /** @param columns those of its log, by their places */
    SigmaLine(IndexedRecord line, List<SigmaColumn> columns) {
        this.line = line;
        this.columns = columns;
        texts = unknown(columns.size());
        lowered = unknown(columns.size());
    }

    private static List<List<String>> unknown(int size) {
        List<List<String>> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(null);
        }
        return texts;
    }

    List<SigmaColumn> columns() {
        return columns;
    }

    /** Null when it is unset. */
    Object value(SigmaColumn column) {
        return column.valueIn(line);
    }

    /** The value, or each element, as text; none when it is unset. Bytes that are no text, and control characters, are {@code \xNN}. */
    List<String> texts(SigmaColumn column) {
        List<String> known = texts.get(column.index());
        if (known == null) {
            known = read(column);
            texts.set(column.index(), known);
        }
        return known;
    }

    /** The same in small letters. */
    List<String> lowered(SigmaColumn column) {
        List<String> known = lowered.get(column.index());
        if (known == null) {
            known = new ArrayList<>();
            for (String text : texts(column)) {
                known.add(text.toLowerCase(Locale.ROOT));
            }
            lowered.set(column.index(), known);
        }
        return known;
    }

    private List<String> read(SigmaColumn column) {
        Object value = value(column);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            return List.of(text(column, value));
        }
        List<String> read = new ArrayList<>(elements.size());
        for (Object element : elements) {
            read.add(text(column, element));
        }
        return read;
    }

    private static String text(SigmaColumn column, Object value) {
        if (value instanceof String text) {
            return escaped(text);
        }
        if (!column.isNumber()) {
            return String.valueOf(value);
        }
        double number = column.number(value);
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text.charAt(i))) {
                return escapedFrom(text, i);
            }
        }
        return text;
    }

    private static String escapedFrom(String text, int first) {
        StringBuilder shown = new StringBuilder(text.length() + 8).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(c)) {
                shown.append(String.format("\\x%02x", c & 0xff));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean isEscaped(char c) {
        return c < ' ' || c == 0x7f || c >= RAW_FIRST && c <= RAW_LAST;
    }
}
