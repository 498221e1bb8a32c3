package io.brook.notice;

import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;

/** Logs that could not be written. The message is one line that names the file or topic and what is wrong with it. */
public final class LogWriteException extends RuntimeException {
    public LogWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogWriteException(String message) {
        super(message);
    }

    /** The disk or the file system has failed. What was written up to the last checkpoint stays, and a restart resumes there. */
    public static LogWriteException refused(String what, Exception cause) {
        String reason = cause instanceof IOException refusal ? WritableDirectory.reason(refusal) : cause.toString();
        return new LogWriteException(what + ": " + reason + "; correct that and start again", cause);
    }
}
