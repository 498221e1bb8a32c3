package io.brook.capture.source;

/** A trace that cannot be read. The message is one line that names the file and what is wrong with it. */
public final class TraceException extends Exception {
    /** What is wrong with the trace; each kind has an exit status of its own. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** A directory, or a file that may not be read. */
        UNREADABLE,
        /** Not one byte. */
        EMPTY,
        /** Not a trace of any kind that Brook reads. */
        FOREIGN
    }

    private final transient Kind kind;

    /** @param message one line, which names the file */
    public TraceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
