package io.brook.notice.mail;

/** Mail that could not be sent. The message is one line that names the server, the recipient and what it said. */
public final class MailException extends Exception {
    public MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
