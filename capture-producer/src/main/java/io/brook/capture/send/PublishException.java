package io.brook.capture.send;

/** Kafka did not take what was published. The message is one line; what is published is incomplete from here on. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
