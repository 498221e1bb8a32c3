package io.brook.notice.mail;

/**
 * A recipient that the server did not accept, while the session went on (RFC 5321 section 4.2.1, replies to {@code RCPT}).
 *
 * @param recipient the address, as it was configured
 * @param failure what the server said
 */
record Refusal(String recipient, SmtpFailure failure) {
    @Override
    public String toString() {
        return recipient + ": " + failure.reason();
    }
}
