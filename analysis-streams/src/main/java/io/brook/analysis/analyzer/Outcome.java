package io.brook.analysis.analyzer;

/** What a session wants after it has looked at some bytes. */
public enum Outcome {
    /** Everything complete was used; what is left comes again, with more. */
    CONTINUE,
    /** There is nothing more to be learned from this connection's bytes. */
    STOP
}
