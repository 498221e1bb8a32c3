package io.brook.analysis.protocol.dns;

/** The sections of a message whose records are read; Zeek skips the others, too. */
enum DnsSection {
    ANSWERS,
    /** The prerequisites of a dynamic update. */
    PREREQUISITES,
    /** What a dynamic update changes. */
    UPDATES
}
