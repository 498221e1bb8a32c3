package io.brook.analysis.protocol.http;

/** Whether a message has contents (RFC 9112, section 6.3). */
enum HttpBodyExpectation {
    /** Only if its headers say so: a request. */
    MAYBE,
    /** Up to the end of the connection, unless its headers say less. */
    EXPECTED,
    NONE
}
