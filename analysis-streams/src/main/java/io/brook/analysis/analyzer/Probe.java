package io.brook.analysis.analyzer;

/** Whether the first bytes of a direction look like a protocol. */
public enum Probe {
    YES,
    NO,
    /** There are too few to tell. */
    MORE
}
