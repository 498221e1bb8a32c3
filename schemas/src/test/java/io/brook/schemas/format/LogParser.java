package io.brook.schemas.format;

import io.brook.schemas.log.LogMeta;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** Reads a log of Zeek's back into records: the writer's inverse, for plain values. */
public final class LogParser {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|\\\\)");

    private final Schema schema;
    private final List<Column> columns;

    LogParser(Schema schema) {
        this.schema = schema;
        columns = Column.of(schema, Set.of());
    }

    /** The lines of a file that are no comments. */
    public static List<String> rows(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    SpecificRecord parse(String row) {
        SpecificRecord record = newRecord(schema);
        record.put(0, new LogMeta("test", 0L));
        String[] cells = row.split("\t", -1);
        for (int i = 0; i < columns.size(); i++) {
            put(record, columns.get(i), cells[i]);
        }
        return record;
    }

    private void put(SpecificRecord record, Column column, String cell) {
        if (cell.equals("-")) {
            return;
        }
        if (column.inner() == Column.FLAT) {
            record.put(
                    column.outer(),
                    value(column.type(), schema.getFields().get(column.outer()).schema(), cell));
            return;
        }
        IndexedRecord inner = (IndexedRecord) record.get(column.outer());
        if (inner == null) {
            inner = newRecord(notNull(schema.getFields().get(column.outer()).schema()));
            record.put(column.outer(), inner);
        }
        Schema type = inner.getSchema().getFields().get(column.inner()).schema();
        inner.put(column.inner(), value(column.type(), type, cell));
    }

    private static Object value(ZeekType type, Schema schema, String cell) {
        if (!type.container()) {
            return scalar(type, notNull(schema), cell);
        }
        List<Object> elements = new ArrayList<>();
        if (!cell.equals("(empty)")) {
            Schema element = notNull(notNull(schema).getElementType());
            for (String each : cell.split(",")) {
                elements.add(scalar(type, element, each));
            }
        }
        return elements;
    }

    private static Object scalar(ZeekType type, Schema schema, String cell) {
        return switch (type.scalar()) {
            case BOOL -> cell.equals("T");
            case NUMBER ->
                schema.getType() == Schema.Type.INT ? (Object) Integer.valueOf(cell) : (Object) Long.valueOf(cell);
            case TIME -> new BigDecimal(cell).movePointRight(9).longValueExact();
            case DOUBLE -> Double.valueOf(cell);
            case TEXT -> cell.equals("(empty)") ? "" : text(cell);
        };
    }

    /** Undoes the escapes: a byte that is no character has a place in the private use area. */
    private static String text(String cell) {
        return ESCAPE.matcher(cell).replaceAll(escape -> {
            if (escape.group(1) == null) {
                return "\\\\";
            }
            int octet = Integer.parseInt(escape.group(1), 16);
            return Matcher.quoteReplacement(String.valueOf((char) (octet < 0x80 ? octet : 0xf700 + octet)));
        });
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static SpecificRecord newRecord(Schema schema) {
        try {
            return Class.forName(schema.getFullName())
                    .asSubclass(SpecificRecord.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(schema.getFullName(), e);
        }
    }
}
