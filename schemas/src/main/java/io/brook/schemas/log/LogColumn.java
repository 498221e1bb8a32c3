package io.brook.schemas.log;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A column of a log, and where a record keeps its value.
 *
 * @param name Zeek's name of the column, such as {@code id.orig_h}
 * @param type Zeek's name of its type, such as {@code count} or {@code set[addr]}
 * @param about what it means, in sentences
 * @param extra whether files have it only if it is asked for: in Zeek another script adds it
 * @param since the first version of Brook that has it
 * @param outer the position of the field in the log's record
 * @param inner the position in the record that this field holds, or {@link #FLAT}
 */
public record LogColumn(String name, String type, String about, boolean extra, String since, int outer, int inner) {
    private static final String FIRST_VERSION = "0.1";

    /** The field itself is the value. */
    public static final int FLAT = -1;

    /**
     * The columns of a log in the order of its fields. A field with the property {@code zeek.name} is a column of the type in
     * {@code zeek.type}, there since the version in {@code since} or else since the first. If it holds a record, each of that
     * record's fields is a column, named {@code outer.inner}. Other fields are not columns.
     */
    public static List<LogColumn> of(Schema schema) {
        List<LogColumn> columns = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            String name = field.getProp("zeek.name");
            if (name == null) {
                continue;
            }
            boolean extra = field.getProp("zeek.extra") != null;
            Schema type = withoutNull(field.schema());
            if (type.getType() != Schema.Type.RECORD) {
                columns.add(column(name, field, extra, field.pos(), FLAT));
                continue;
            }
            for (Schema.Field inner : type.getFields()) {
                columns.add(column(name + '.' + inner.getProp("zeek.name"), inner, extra, field.pos(), inner.pos()));
            }
        }
        return columns;
    }

    private static LogColumn column(String name, Schema.Field field, boolean extra, int outer, int inner) {
        String since = field.getProp("since");
        return new LogColumn(
                name,
                field.getProp("zeek.type"),
                field.doc(),
                extra,
                since == null ? FIRST_VERSION : since,
                outer,
                inner);
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
}
