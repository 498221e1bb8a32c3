package io.brook.schemas.format;

/**
 * A column's type, by its name in the line #types.
 *
 * @param name Zeek's name of the type, such as {@code count} or {@code set[addr]}
 * @param scalar how a value, or each element of a container, is written
 * @param container whether a value is a list of elements: a set or a vector
 */
record ZeekType(String name, Scalar scalar, boolean container) {
    /** The ways to write a value. */
    enum Scalar {
        BOOL,
        /** An int, a count or a port. */
        NUMBER,
        /** A time or an interval: nanoseconds. */
        TIME,
        DOUBLE,
        /** A string, an address, a subnet or an enum's name. */
        TEXT
    }

    /**
     * Reads a type's name.
     *
     * @throws IllegalArgumentException when Zeek's logs have no such type
     */
    static ZeekType of(String name) {
        boolean container = (name.startsWith("set[") || name.startsWith("vector[")) && name.endsWith("]");
        String element = container ? name.substring(name.indexOf('[') + 1, name.length() - 1) : name;
        return new ZeekType(name, scalar(element), container);
    }

    private static Scalar scalar(String name) {
        return switch (name) {
            case "bool" -> Scalar.BOOL;
            case "int", "count", "port" -> Scalar.NUMBER;
            case "time", "interval" -> Scalar.TIME;
            case "double" -> Scalar.DOUBLE;
            case "string", "addr", "subnet", "enum" -> Scalar.TEXT;
            default -> throw new IllegalArgumentException("no type of Zeek's logs: " + name);
        };
    }
}
