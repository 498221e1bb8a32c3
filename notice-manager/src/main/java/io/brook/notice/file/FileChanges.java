package io.brook.notice.file;

/** Is told of log files that others have moved, removed or truncated. */
public interface FileChanges {
    /** Takes a line about what has happened. */
    void say(String what);

    /** A file begins anew. This must be recorded before its first line is written, so that a restart knows what is there. */
    void begins(LogFile file);
}
