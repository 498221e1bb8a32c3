package io.brook.analysis.mime;

import io.brook.analysis.weird.WeirdSink;

/** Where a message's parts go, in their order, and what is odd about them. */
public interface MimeSink extends WeirdSink {
    /** Makes an entity; a protocol whose entities do more than others makes its own. */
    default MimeEntity newEntity(MimeMessage message, MimeEntity parent) {
        return new MimeEntity(message, parent);
    }

    /** A message or one of its parts begins: its headers come first. */
    default void beginEntity(MimeEntity entity) {}

    default void header(MimeEntity entity, MimeHeader header) {}

    /** Decoded contents of an entity that has no parts. The array is the caller's: what is kept is copied. */
    void body(MimeEntity entity, byte[] bytes, int offset, int length);

    /** An entity is over, and all entities within it. */
    default void endEntity(MimeEntity entity) {}
}
