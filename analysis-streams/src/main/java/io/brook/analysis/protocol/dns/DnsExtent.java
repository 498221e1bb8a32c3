package io.brook.analysis.protocol.dns;

/** How far a message could be read. */
enum DnsExtent {
    /** To the end of its answers. */
    WHOLE,
    /** Up to something that is wrong. */
    CUT,
    /** The records up to the first one after which Zeek no longer checks where the message ends. */
    UNENDED
}
