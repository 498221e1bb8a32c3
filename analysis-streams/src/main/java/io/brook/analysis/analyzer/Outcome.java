package io.brook.analysis.analyzer;

/** What a session answers to bytes. */
public enum Outcome {
    /** All that could be used was; what is left comes again with what follows. */
    CONTINUE,
    /** This is not the protocol it was taken for, or cannot be followed any more. */
    VIOLATION,
    /** There is nothing more to be learned from this connection. */
    STOP
}
