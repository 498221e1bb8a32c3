package io.brook.analysis.emit;

import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.subject.HostSeen;
import org.apache.avro.specific.SpecificRecord;

/** Where everything leaves the engine. */
public interface Emitter {
    /** A line of a log: one of {@link io.brook.schemas.log.LogStream}'s records. */
    void log(SpecificRecord line);

    /** Something odd; it becomes a line of weird.log unless it is a repetition. */
    void weird(WeirdLog odd);

    /** A local host took part in a complete handshake. */
    void observe(HostSeen host);
}
