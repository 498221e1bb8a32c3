package io.brook.notice.logger;

import io.brook.schemas.log.LogMeta;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** Reads a log of Zeek's back into records: the writer's inverse, for plain values. */
final class LogParser {
    private final Schema schema;
    private final List<Column> columns;

    LogParser(Schema schema) {
        this.schema = schema;
        columns = Column.of(schema);
    }

    /** The lines of a file that are no comments. */
    static List<String> rows(Path log) throws IOException {
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
        if (type.container()) {
            List<Object> elements = new ArrayList<>();
            if (!cell.equals("(empty)")) {
                elements.addAll(List.of(cell.split(",")));
            }
            return elements;
        }
        return switch (type.scalar()) {
            case BOOL -> cell.equals("T");
            case NUMBER ->
                notNull(schema).getType() == Schema.Type.INT
                        ? (Object) Integer.valueOf(cell)
                        : (Object) Long.valueOf(cell);
            case TIME -> new BigDecimal(cell).movePointRight(9).longValueExact();
            case DOUBLE -> Double.valueOf(cell);
            // Rows with other escapes than a doubled backslash are not in the set yet; they would fail the comparison.
            case TEXT -> cell.equals("(empty)") ? "" : cell.replace("\\\\", "\\");
        };
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
            return (SpecificRecord)
                    Class.forName(schema.getFullName()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(schema.getFullName(), e);
        }
    }
}
