package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;
import org.apache.avro.specific.SpecificRecord;

/** What a {@link FileFollower} knows about its file, and what it may report. */
public interface FileContext {
    /** The file's unique identifier. */
    String fuid();

    /** What the file is. */
    String mimeType();

    /** In which direction it is sent. */
    Direction direction();

    /** When its first bytes came, in nanoseconds since the epoch. */
    long created();

    /** The time of the packet that is being analysed, in nanoseconds since the epoch; at the file's end, when it ended. */
    long time();

    /** Writes a line of a log; its meta field is filled in here. */
    void log(SpecificRecord line);

    /** Reports something that others may have found as well, as {@link SessionContext#report} does. */
    void report(String subject, SpecificRecord found);
}
