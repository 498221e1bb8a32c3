package io.brook.notice.mail;

import io.brook.notice.outbox.DeliveryException;

/** Mail that could not be sent. The message is one line that names the server, the recipient and what it said. */
public final class MailException extends DeliveryException {
    private static final long serialVersionUID = 1L;

    public MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
