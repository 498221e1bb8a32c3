package io.brook.notice.webhook;

import io.brook.notice.outbox.DeliveryException;

/** A receiver does not take notices now; it is to be tried again. */
public final class WebhookException extends DeliveryException {
    private static final long serialVersionUID = 1L;

    WebhookException(String message) {
        super(message, null);
    }
}
