package io.brook.notice.mail;

import io.brook.notice.outbox.ShownText;
import java.util.List;

/**
 * A mail that has nothing to do with a notice.
 *
 * @param to the recipients, all in one mail
 * @param subject without the prefix
 * @param body the text, its lines ended by {@code \n}
 * @param html the same as a page of HTML, sent beside it; null for none
 */
public record PlainMail(List<String> to, String subject, String body, String html) {
    /**
     * Sends it. Nothing is tried again: whoever calls is called again.
     *
     * @return a line for each recipient that the server refuses, when it takes the mail for another one
     * @throws MailException when it cannot be sent to any of them
     */
    public List<String> send(MailConfig config) throws MailException {
        NoticeMessage message =
                new NoticeMessage(to, ShownText.oneLine(config.subjectPrefix() + " " + subject), body, html);
        try (SmtpTransport transport = new SmtpTransport(config, List.of())) {
            List<String> refusals =
                    transport.send(message).stream().map(Refusal::toString).toList();
            if (refusals.size() == to.size()) {
                throw new MailException(
                        "mail server " + config.host() + ":" + config.port() + ": " + String.join("; ", refusals),
                        null);
            }
            return refusals;
        }
    }
}
