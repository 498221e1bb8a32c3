package io.brook.notice.outbox;

/** A receiver takes nothing now; it is to be tried again. The message is one line without secrets that names the receiver and the reason. */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param cause null when there is none */
    public DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
