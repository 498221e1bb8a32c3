package io.brook.analysis.weird;

/** What becomes of a weird: Zeek's Weird::Action. */
public enum WeirdAction {
    /** Nothing. */
    IGNORE,
    /** A line in weird.log. */
    LOG,
    /** A line for each connection, at most once a day. */
    LOG_PER_CONN,
    /** A line for each originator, at most once a day. */
    LOG_PER_ORIG,
    /** A notice and a line for each originator, at most once a day. */
    NOTICE_PER_ORIG
}
