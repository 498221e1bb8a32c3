package io.brook.notice.file;

/** Hears of log files that are not as they were left: somebody has moved, removed or truncated them. */
public interface FileChanges {
    /** Hears what has happened, in one line. */
    void say(String what);

    /** A file begins anew: before its first line is written, this is to be remembered, so that a restart knows what is there. */
    void begins(LogFile file);
}
