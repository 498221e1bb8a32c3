package io.brook.analysis.state;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/**
 * Saves a record that is being filled in: Avro itself would insist on the fields that have no value yet. Fields are found again
 * by their names.
 */
final class RecordSerializer extends Serializer<SpecificRecordBase> {
    private final Schema schema;

    @SuppressWarnings("unchecked")
    RecordSerializer(Config config, Class<? extends SpecificRecordBase> type) {
        super(config, (Class<SpecificRecordBase>) type);
        this.schema = SpecificData.get().getSchema(type);
    }

    @Override
    public void write(WriteContext context, SpecificRecordBase line) {
        for (Schema.Field field : schema.getFields()) {
            Object value = line.get(field.pos());
            if (value != null) {
                context.writeRef(field.name());
                context.writeRef(value);
            }
        }
        context.writeRef(null);
    }

    @Override
    public SpecificRecordBase read(ReadContext context) {
        SpecificRecordBase line = (SpecificRecordBase) SpecificData.newInstance(type, schema);
        context.reference(line);
        for (Object name = context.readRef(); name != null; name = context.readRef()) {
            Object value = context.readRef();
            Schema.Field field = schema.getField((String) name);
            if (field != null) {
                line.put(field.pos(), value);
            }
        }
        return line;
    }
}
