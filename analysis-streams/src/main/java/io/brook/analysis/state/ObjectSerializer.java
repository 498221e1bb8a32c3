package io.brook.analysis.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.ObjectInstantiator;
import org.apache.fory.reflect.ObjectInstantiators;
import org.apache.fory.serializer.Serializer;

/**
 * Saves an object of one of Brook's classes field by field. The first of its class in a graph says which fields these are, so that
 * another version finds them again by their names: what is gone or of another kind is passed over; what is new is as in a new object
 * where the class has a constructor without parameters, and empty otherwise.
 */
final class ObjectSerializer<T> extends Serializer<T> {
    private final Layouts layouts;
    private final List<Slot> slots;
    private final ObjectInstantiator<T> instantiator;

    ObjectSerializer(Config config, Class<T> type, Layouts layouts) {
        super(config, type);
        this.layouts = layouts;
        this.slots = Slot.of(type);
        this.instantiator = ObjectInstantiators.getObjectInstantiator(type);
    }

    @Override
    public void write(WriteContext context, T object) {
        if (layouts.isFirst(type)) {
            context.writeVarUInt32(slots.size());
            for (Slot slot : slots) {
                context.writeInt32(slot.name());
                context.writeByte((byte) slot.kind());
            }
        }
        try {
            for (Slot slot : slots) {
                slot.write(context, object);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public T read(ReadContext context) {
        List<Slot> saved = layouts.isFirst(type) ? readLayout(context) : layouts.of(type);
        T object = instantiator.newInstance();
        context.reference(object);
        try {
            for (Slot slot : saved) {
                slot.read(context, object);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return object;
    }

    private List<Slot> readLayout(ReadContext context) {
        int count = context.readVarUInt32();
        if (count > Slot.MOST) {
            throw new IllegalArgumentException(type.getName() + " was saved with " + count + " fields");
        }
        List<Slot> saved = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int name = context.readInt32();
            char kind = (char) context.readByte();
            // Most of the time nothing has changed.
            boolean isOwn = i < slots.size() && slots.get(i).is(name, kind);
            saved.add(isOwn ? slots.get(i) : find(name, kind));
        }
        layouts.put(type, saved);
        return saved;
    }

    private Slot find(int name, char kind) {
        return slots.stream().filter(slot -> slot.is(name, kind)).findFirst().orElseGet(() -> Slot.gone(name, kind));
    }
}
