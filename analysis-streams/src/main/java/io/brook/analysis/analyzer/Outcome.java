package io.brook.analysis.analyzer;

/** What a session wants after it has looked at some bytes. */
public enum Outcome {
    /** All that could be used was; what is left comes again with what follows. */
    CONTINUE,
    /** There is nothing more to be learned from this connection's bytes. */
    STOP
}
