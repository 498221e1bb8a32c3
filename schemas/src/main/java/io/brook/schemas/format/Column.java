package io.brook.schemas.format;

import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.subject.SensorName;
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
    static final int FLAT = LogColumn.FLAT;

    /** The name of the sensor that a line is from; not a column of Zeek's. */
    static final Column SENSOR = new Column(
            "sensor",
            ZeekType.of("string"),
            0,
            LogMeta.getClassSchema().getField("sensor").pos());

    /**
     * The columns of a file in the order of the record's fields.
     *
     * @param extra the names of the extra columns that are asked for
     */
    static List<Column> of(Schema schema, Set<String> extra) {
        return LogColumn.of(schema).stream()
                .filter(column -> !column.extra() || extra.contains(column.name()))
                .map(column -> new Column(column.name(), ZeekType.of(column.type()), column.outer(), column.inner()))
                .toList();
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
