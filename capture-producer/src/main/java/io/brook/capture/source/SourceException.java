package io.brook.capture.source;

/** A source that cannot be opened, or from which nothing more can be read. The message is one line that names it. */
public final class SourceException extends Exception {
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
