package io.brook.notice.mail;

import java.util.Map;

/** Mails the notices of the topic log.notice that are to be mailed. */
public final class NoticeMailer implements AutoCloseable {
    /** @param kafka the consumer's connection settings, such as bootstrap.servers */
    public NoticeMailer(Map<String, Object> kafka, MailConfig config) {
        throw new UnsupportedOperationException();
    }

    /**
     * Mails what the topic holds and this mailer's group has not mailed yet, and returns.
     *
     * @return how many mails the server accepted
     * @throws MailException when the server refuses or cannot be reached
     */
    public int mailPending() throws MailException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
