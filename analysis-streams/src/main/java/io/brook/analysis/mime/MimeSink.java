package io.brook.analysis.mime;

/** Where a message's parts go, in their order. */
public interface MimeSink {
    /** Makes an entity; one that does more than others, where a protocol's messages need it. */
    default MimeEntity newEntity(MimeMessage message, MimeEntity parent) {
        return new MimeEntity(message, parent);
    }

    /** A message or one of its parts begins: its headers come first. */
    default void beginEntity(MimeEntity entity) {}

    /**
     * A header field, with its continuation lines joined to it as they are.
     *
     * @param name as it is written
     * @param value without the white space before it; one character a byte
     */
    default void header(MimeEntity entity, String name, String value) {}

    /** An entity's headers are complete; also when it ends in the middle of them. */
    default void endOfHeaders(MimeEntity entity) {}

    /** Decoded contents of an entity that has no parts. The array is the caller's: what is kept is copied. */
    void body(MimeEntity entity, byte[] bytes, int offset, int length);

    /** An entity is over, and all entities within it. */
    default void endEntity(MimeEntity entity) {}

    /**
     * Something odd.
     *
     * @param detail more about it, or null
     */
    void weird(MimeWeird weird, String detail);
}
