package io.brook.analysis.protocol.http;

/** Whether a message has contents (RFC 9112, section 6.3). */
enum BodyExpectation {
    /** When its headers say so: requests. */
    MAYBE,
    /** To the end of the connection unless its headers say less. */
    EXPECTED,
    NONE
}
