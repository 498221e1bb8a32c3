package io.brook.analysis.analyzer;

import org.apache.avro.specific.SpecificRecord;

/** What a {@link FileFollower} knows of its file, and its one way to say something. */
public interface FileContext {
    /** The file's unique identifier. */
    String fuid();

    /** What the file is. */
    String mimeType();

    /** The time of the packet that is being analysed, in nanoseconds since the epoch; at the file's end, when it ended. */
    long time();

    /** Writes a line of a log; its meta field is filled in here. */
    void log(SpecificRecord line);
}
