package io.brook.notice.mail;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails, and tells of recipients that the server refuses. */
final class MailSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    private final SmtpTransport transport;
    private final MailFigures figures;
    private final SortedMap<String, String> refused = new TreeMap<>();

    /**
     * What the server did.
     *
     * @param accepted whether it has accepted the mail for any recipient
     * @param later those for whom it is to be tried again
     * @param never those that it refuses for good
     */
    record Sent(boolean accepted, List<String> later, List<Refusal> never) {}

    MailSender(MailConfig config, MailFigures figures) {
        transport = new SmtpTransport(config);
        this.figures = figures;
    }

    /**
     * Sends a mail.
     *
     * @throws MailException when the server refuses the mail itself, or cannot be reached after several tries
     */
    Sent send(NoticeMessage message) throws MailException {
        List<Refusal> refusals = transport.send(message);
        for (Refusal refusal : refusals) {
            refused.put(refusal.recipient(), refusal.failure().reason());
            figures.refused();
            if (refusal.failure().mayPass()) {
                LOG.warn("mail server refuses {}; trying again later", refusal);
            }
        }
        boolean accepted = refusals.size() < message.to().size();
        if (accepted) {
            figures.sent();
        }
        return new Sent(
                accepted,
                refusals.stream()
                        .filter(each -> each.failure().mayPass())
                        .map(Refusal::recipient)
                        .toList(),
                refusals.stream().filter(each -> !each.failure().mayPass()).toList());
    }

    /**
     * A mail is given up for some of its recipients.
     *
     * @param what it is called in messages
     * @param receiver the recipients
     */
    void giveUp(String what, String receiver, String why) {
        figures.givenUp();
        LOG.error("{} is not mailed to {}: {}", what, receiver, why);
    }

    /** The recipients that the server has refused, temporarily or for good, and what it said the last time. */
    SortedMap<String, String> refused() {
        return new TreeMap<>(refused);
    }

    /** Ends the session; the next mail opens a new one. */
    @Override
    public void close() {
        transport.close();
    }
}
