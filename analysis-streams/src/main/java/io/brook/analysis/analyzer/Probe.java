package io.brook.analysis.analyzer;

/** What the first bytes of one direction say about a protocol. */
public enum Probe {
    /** They look like it; what the other direction says must agree. */
    YES,
    /** They look so much like it that the other direction is not asked. */
    CERTAIN,
    /** They do not look like it, and will not with more bytes after them. */
    NO,
    /** There are too few to tell. */
    MORE
}
