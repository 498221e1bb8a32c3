package io.brook.deploy.diff;

/** Takes what differs between two runs, log by log. */
public interface DiffOutput {
    /** How much differs in a log. */
    void log(LogDiff log);

    /** A difference in the log that was told last. */
    void difference(LogDiff log, Difference difference);
}
