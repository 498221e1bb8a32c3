package io.brook.analysis.emit;

/** Why a session of a protocol has ended before its connection. */
public enum SessionEnd {
    /** The bytes are not what the protocol allows; analyzer.log says so only of a protocol that was confirmed. */
    VIOLATION,
    /** A bug of the analyzer. */
    BUG,
    /** The capture had left out payload that it still wanted. */
    TRIMMED
}
