package io.brook.analysis.protocol.dns;

/** How far a message could be read. */
enum DnsExtent {
    /** To the end of its answers. */
    WHOLE,
    /** Up to something that is wrong. */
    CUT,
    /** Up to something after which Zeek forgets that the message has ended. */
    UNENDED
}
