package io.brook.analysis.state;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Writes only the number of an object that is saved elsewhere, and finds it again by that. */
final class NumberSerializer<T> extends Serializer<T> {
    private final StateCodec.ByNumber<? super T> numbered;

    NumberSerializer(Config config, Class<T> type, StateCodec.ByNumber<? super T> numbered) {
        super(config, type, false);
        this.numbered = numbered;
    }

    @Override
    public void write(WriteContext context, T value) {
        context.writeRef(numbered.numberOf().applyAsLong(value));
    }

    @Override
    public T read(ReadContext context) {
        return type.cast(numbered.find().apply((Long) context.readRef()));
    }
}
