package io.brook.analysis.extension;

import io.brook.schemas.format.LineFormat;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogMeta;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Whether a record can be the line of a log. */
final class LogCheck {
    private static final List<String> PROPERTIES = List.of("zeek.path", "zeek.stream");

    private LogCheck() {}

    /** What is wrong with it. */
    static Optional<String> of(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        for (String property : PROPERTIES) {
            if (schema.getProp(property) == null) {
                return Optional.of(type.getName() + ": its schema has no @" + property);
            }
        }
        if (!beginsWithMeta(schema)) {
            return Optional.of(type.getName() + ": the first field must be meta, a " + LogMeta.class.getName());
        }
        try {
            LineFormat.of(LogStyle.TSV, schema.getProp(PROPERTIES.get(0)), schema);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(type.getName() + ": " + e.getMessage());
        }
    }

    static boolean beginsWithMeta(Schema schema) {
        return !schema.getFields().isEmpty()
                && schema.getFields()
                        .get(0)
                        .schema()
                        .getFullName()
                        .equals(LogMeta.getClassSchema().getFullName());
    }
}
