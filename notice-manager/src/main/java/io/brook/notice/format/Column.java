package io.brook.notice.format;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.subject.SensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * A column of a log, and where a record keeps its value.
 *
 * @param name its name in the line #fields
 * @param type its type
 * @param outer the position of the field in the log's record
 * @param inner the position in the record that this field holds, or {@link #FLAT}
 */
record Column(String name, ZeekType type, int outer, int inner) {
    /** The field is itself the value. */
    static final int FLAT = -1;

    /** The name of the sensor that a line is from: none of Zeek's columns. */
    static final Column SENSOR = new Column(
            "sensor",
            ZeekType.of("string"),
            0,
            LogMeta.getClassSchema().getField("sensor").pos());

    /**
     * The columns of a log in the order of its fields. A field with the property {@code zeek.name} is a column of the type in
     * {@code zeek.type}; if it holds a record, each of that record's fields is one, named {@code outer.inner}. Other fields
     * are no columns. One with the property {@code zeek.extra} is a column only where it is asked for.
     *
     * @param extra the names of the columns that are asked for
     */
    static List<Column> of(Schema schema, Set<String> extra) {
        List<Column> columns = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            String name = field.getProp("zeek.name");
            if (name == null || isExtra(field) && !extra.contains(name)) {
                continue;
            }
            Schema type = withoutNull(field.schema());
            if (type.getType() != Schema.Type.RECORD) {
                columns.add(new Column(name, typeOf(field), field.pos(), FLAT));
                continue;
            }
            for (Schema.Field inner : type.getFields()) {
                String full = name + "." + inner.getProp("zeek.name");
                columns.add(new Column(full, typeOf(inner), field.pos(), inner.pos()));
            }
        }
        return columns;
    }

    /** Whether the field is a column only where it is asked for: in Zeek another script adds it. */
    static boolean isExtra(Schema.Field field) {
        return field.getProp("zeek.extra") != null;
    }

    private static ZeekType typeOf(Schema.Field field) {
        return ZeekType.of(field.getProp("zeek.type"));
    }

    private static Schema withoutNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    /** The column's value in a record; null when it is unset. */
    Object valueIn(IndexedRecord line) {
        if (this == SENSOR) {
            return SensorName.of(LogStream.meta((SpecificRecord) line).getSensor());
        }
        Object value = line.get(outer);
        return inner == FLAT || value == null ? value : ((IndexedRecord) value).get(inner);
    }
}
