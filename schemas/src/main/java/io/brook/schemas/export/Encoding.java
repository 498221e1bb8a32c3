package io.brook.schemas.export;

import org.apache.avro.specific.SpecificRecord;

/** How a line of a log becomes the value of a record. Thread-safe. */
@FunctionalInterface
public interface Encoding {
    /** @param topic the real name of the topic that it goes to */
    byte[] encode(String topic, SpecificRecord line);
}
