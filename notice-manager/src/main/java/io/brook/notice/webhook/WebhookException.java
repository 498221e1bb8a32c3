package io.brook.notice.webhook;

/** A receiver does not take notices now; it is to be tried again. */
public final class WebhookException extends Exception {
    private static final long serialVersionUID = 1L;

    WebhookException(String message) {
        super(message);
    }
}
