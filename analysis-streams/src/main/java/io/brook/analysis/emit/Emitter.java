package io.brook.analysis.emit;

import io.brook.schemas.subject.HostSeen;
import org.apache.avro.specific.SpecificRecord;

/** Where everything leaves the engine. */
public interface Emitter {
    /** A line of a log: one of {@link io.brook.schemas.log.LogStream}'s records. */
    void log(SpecificRecord line);

    /** A local host took part in a complete handshake. */
    void observe(HostSeen host);
}
