package io.brook.capture.kafka;

/**
 * Kafka did not accept what was published, or what it has of a sensor does not belong to these traces. The message is one line.
 * What was not committed before is not published; publishing again resumes from there.
 */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    public PublishException(String message) {
        super(message);
        passing = false;
    }

    /** @param passing whether it may succeed when it is tried again */
    public PublishException(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
