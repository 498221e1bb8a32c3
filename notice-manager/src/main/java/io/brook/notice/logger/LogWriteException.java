package io.brook.notice.logger;

/** Logs that could not be written. The message is one line that names the file or topic and what is wrong with it. */
public final class LogWriteException extends RuntimeException {
    public LogWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogWriteException(String message) {
        super(message);
    }
}
