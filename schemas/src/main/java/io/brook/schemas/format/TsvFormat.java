package io.brook.schemas.format;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Zeek's tab-separated logs, with Zeek's default options (its sources: {@code logging/writers/ascii/Ascii.cc} and
 * {@code threading/formatters/Ascii.cc}). Where Zeek puts the wall clock into {@code #open} and {@code #close}, these have
 * the traffic's time, in UTC: the same traffic makes the same file.
 */
final class TsvFormat implements LineFormat {
    private static final String UNSET = "-";
    private static final String EMPTY = "(empty)";
    private static final char NO_SEPARATOR = 0;
    private static final char SET_SEPARATOR = ',';
    private static final char META_PREFIX = '#';
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String path;
    private final Column[] columns;

    TsvFormat(String path, List<Column> columns) {
        this.path = path;
        this.columns = columns.toArray(Column[]::new);
    }

    @Override
    public void header(long opened, LineBuffer out) {
        out.ascii("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n");
        out.ascii("#path\t" + path + "\n#open\t" + stamp(opened) + "\n");
        List<Column> all = List.of(columns);
        out.ascii(all.stream().map(Column::name).collect(Collectors.joining("\t", "#fields\t", "\n")));
        out.ascii(all.stream().map(column -> column.type().name()).collect(Collectors.joining("\t", "#types\t", "\n")));
    }

    @Override
    public void footer(long closed, LineBuffer out) {
        out.ascii("#close\t" + stamp(closed) + "\n");
    }

    private static String stamp(long nanos) {
        return STAMP.format(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND)));
    }

    @Override
    public void line(SpecificRecord record, LineBuffer out) {
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                out.write('\t');
            }
            field(columns[i].type(), columns[i].valueIn(record), out);
        }
        if (out.length() > 0 && out.at(0) == META_PREFIX) {
            out.escapeAt(0);
        }
    }

    private static void field(ZeekType type, Object value, LineBuffer out) {
        if (value == null) {
            out.ascii(UNSET);
        } else if (type.container()) {
            container(type, (List<?>) value, out);
        } else {
            scalar(type, value, NO_SEPARATOR, out);
        }
    }

    private static void container(ZeekType type, List<?> elements, LineBuffer out) {
        if (elements.isEmpty()) {
            out.ascii(EMPTY);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.write(SET_SEPARATOR);
            }
            scalar(type, elements.get(i), SET_SEPARATOR, out);
        }
    }

    private static void scalar(ZeekType type, Object value, char separator, LineBuffer out) {
        switch (type.scalar()) {
            case BOOL -> out.write((Boolean) value ? 'T' : 'F');
            case NUMBER -> out.number(((Number) value).longValue());
            case TIME -> out.seconds(((Number) value).longValue());
            case DOUBLE -> out.real(((Number) value).doubleValue());
            case TEXT -> text(value.toString(), separator, out);
        }
    }

    private static void text(String text, char separator, LineBuffer out) {
        if (text.isEmpty()) {
            out.ascii(EMPTY);
            return;
        }
        int start = out.length();
        ZeekText.tsv(text, separator, out);
        // A value that looks like a mark must not be read as one.
        if (text.equals(UNSET) || text.equals(EMPTY)) {
            out.escapeAt(start);
        }
    }
}
