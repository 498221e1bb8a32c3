package io.brook.analysis.state;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Writes nothing of a service, and finds it again. */
final class ServiceSerializer extends Serializer<Object> {
    private final Object service;

    @SuppressWarnings("unchecked")
    ServiceSerializer(Config config, Object service) {
        super(config, (Class<Object>) service.getClass(), false);
        this.service = service;
    }

    @Override
    public void write(WriteContext context, Object value) {}

    @Override
    public Object read(ReadContext context) {
        return service;
    }
}
