package io.brook.analysis.protocol.dns;

/** The parts of a message that hold records and are read: the others are what Zeek skips too. */
enum DnsSection {
    ANSWERS,
    /** What must be so before a dynamic update is made. */
    PREREQUISITES,
    /** What a dynamic update changes. */
    UPDATES
}
