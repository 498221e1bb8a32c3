package io.brook.analysis.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;

/**
 * One field of an object.
 *
 * @param field null for one that this version does not have, of which the value is passed over
 * @param name a hash of the field's name and the class that has it
 * @param kind as in a class file's descriptors: one letter for each primitive type, L for all objects
 */
record Slot(Field field, int name, char kind) {
    /** More than any class has. */
    static final int MOST = 1000;

    private static final char OBJECT = 'L';

    /** The fields of a class and those above it. */
    static List<Slot> of(Class<?> type) {
        List<Slot> slots = new ArrayList<>();
        Set<Integer> names = new HashSet<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    int name = (each.getName() + '.' + field.getName()).hashCode();
                    if (!names.add(name)) {
                        throw new IllegalStateException("another name is needed for " + field);
                    }
                    slots.add(new Slot(field, name, kind(field.getType())));
                }
            }
        }
        return slots;
    }

    static Slot gone(int name, char kind) {
        return new Slot(null, name, kind);
    }

    private static char kind(Class<?> type) {
        return type.isPrimitive() ? type.descriptorString().charAt(0) : OBJECT;
    }

    boolean is(int otherName, char otherKind) {
        return name == otherName && kind == otherKind;
    }

    void write(WriteContext context, Object object) throws IllegalAccessException {
        switch (kind) {
            case 'Z' -> context.writeBoolean(field.getBoolean(object));
            case 'B' -> context.writeByte(field.getByte(object));
            case 'C' -> context.writeChar(field.getChar(object));
            case 'S' -> context.writeInt16(field.getShort(object));
            case 'I' -> context.writeVarInt32(field.getInt(object));
            case 'J' -> context.writeVarInt64(field.getLong(object));
            case 'F' -> context.writeFloat32(field.getFloat(object));
            case 'D' -> context.writeFloat64(field.getDouble(object));
            default -> context.writeRef(field.get(object));
        }
    }

    /** @throws IllegalArgumentException when the value is not of the field's type any more */
    void read(ReadContext context, Object object) throws IllegalAccessException {
        Object value =
                switch (kind) {
                    case 'Z' -> context.readBoolean();
                    case 'B' -> context.readByte();
                    case 'C' -> context.readChar();
                    case 'S' -> context.readInt16();
                    case 'I' -> context.readVarInt32();
                    case 'J' -> context.readVarInt64();
                    case 'F' -> context.readFloat32();
                    case 'D' -> context.readFloat64();
                    case OBJECT -> context.readRef();
                    default -> throw new IllegalArgumentException("no field is of the kind " + (int) kind);
                };
        if (field != null) {
            field.set(object, value);
        }
    }
}
