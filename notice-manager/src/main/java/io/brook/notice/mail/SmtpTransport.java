package io.brook.notice.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Delivers mails to one SMTP server, over one session for as long as that lasts. With STARTTLS nothing is sent before the
 * session is encrypted and the server has shown a certificate for its name that the JVM trusts (its options {@code
 * javax.net.ssl.trustStore} and the like say which).
 *
 * <p>Failures that may pass (a 4xx reply, RFC 5321 section 4.2.1, or a connection that is refused or lost) are retried after 1, 4
 * and 16 seconds.
 */
final class SmtpTransport implements AutoCloseable {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(16));
    private static final String CONNECT_TIMEOUT_MS = "10000";
    private static final String IO_TIMEOUT_MS = "60000";
    private static final String USER_AGENT = "Brook/" + version();

    private final MailConfig config;
    private final List<Duration> pauses;
    private final Session session;
    private SMTPTransport transport;

    SmtpTransport(MailConfig config) {
        this(config, PAUSES);
    }

    /** @param pauses before each further try */
    SmtpTransport(MailConfig config, List<Duration> pauses) {
        this.config = config;
        this.pauses = pauses;
        session = Session.getInstance(properties(config));
    }

    private static Properties properties(MailConfig config) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", String.valueOf(config.user() != null));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(config.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(config.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // A refused recipient does not affect the others.
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_TIMEOUT_MS);
        properties.setProperty("mail.smtp.timeout", IO_TIMEOUT_MS);
        properties.setProperty("mail.smtp.writetimeout", IO_TIMEOUT_MS);
        return properties;
    }

    private static String version() {
        try (InputStream in = SmtpTransport.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is missing from the jar", e);
        }
    }

    /**
     * Sends a mail; returns when the server has accepted it for the recipients that it does not refuse.
     *
     * @return the recipients that it refuses, temporarily or for good; all of them when it refuses the text for good
     * @throws MailException when the server refuses every mail, or this one for now, or cannot be reached, after several tries
     */
    List<Refusal> send(NoticeMessage message) throws MailException {
        for (int attempt = 0; ; attempt++) {
            try {
                MimeMessage mail = mimeMessage(message);
                connect();
                transport.sendMessage(mail, mail.getAllRecipients());
                return List.of();
            } catch (MessagingException e) {
                List<Refusal> refusals = SmtpFailure.refusals(e, byAddress(message.to()));
                if (!refusals.isEmpty()) {
                    return refusals;
                }
                SmtpFailure failure = SmtpFailure.of(e, transport);
                close();
                if (SmtpFailure.isOfText(e)) {
                    return message.to().stream()
                            .map(each -> new Refusal(each, failure))
                            .toList();
                }
                if (!failure.mayPass() || attempt == pauses.size()) {
                    throw new MailException(describe(message, failure.reason()), e);
                }
                pause(message, pauses.get(attempt));
            }
        }
    }

    private void connect() throws MessagingException {
        if (transport == null) {
            transport = (SMTPTransport) session.getTransport("smtp");
        }
        if (!transport.isConnected()) {
            transport.connect(config.host(), config.port(), config.user(), config.password());
            if (config.user() != null && !offersAuthentication()) {
                throw new MessagingException("SmtpUser is set, but the server asks for no authentication"
                        + (config.startTls() ? "" : " without encryption")
                        + "; leave SmtpUser empty" + (config.startTls() ? "" : " or set SmtpStartTls = true"));
            }
        }
    }

    /** Angus goes on without authentication if the server does not offer it (RFC 4954 section 3). */
    private boolean offersAuthentication() {
        return transport.supportsExtension("AUTH") || transport.supportsExtension("AUTH=LOGIN");
    }

    private MimeMessage mimeMessage(NoticeMessage message) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(config.from(), true));
        mail.setRecipients(Message.RecipientType.TO, addresses(message.to()));
        if (!config.replyTo().isEmpty()) {
            mail.setReplyTo(addresses(List.of(config.replyTo())));
        }
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setHeader("User-Agent", USER_AGENT);
        mail.setSentDate(new Date());
        if (message.html() == null) {
            mail.setText(message.body(), StandardCharsets.UTF_8.name());
        } else {
            mail.setContent(alternatives(message));
        }
        return mail;
    }

    /** What is preferred comes last (RFC 2046 section 5.1.4). */
    private static MimeMultipart alternatives(NoticeMessage message) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.body(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(message.html(), StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", text, html);
    }

    private static InternetAddress[] addresses(List<String> to) throws MessagingException {
        InternetAddress[] addresses = new InternetAddress[to.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(to.get(i), true);
        }
        return addresses;
    }

    private static Map<String, String> byAddress(List<String> to) {
        Map<String, String> byAddress = new HashMap<>();
        for (String recipient : to) {
            try {
                byAddress.put(new InternetAddress(recipient, true).getAddress(), recipient);
            } catch (AddressException e) {
                // The server cannot have used it as an address either.
            }
        }
        return byAddress;
    }

    private void pause(NoticeMessage message, Duration pause) throws MailException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailException(describe(message, "interrupted while waiting to try again"), e);
        }
    }

    private String describe(NoticeMessage message, String reason) {
        return "mail server " + config.host() + ":" + config.port() + ": cannot mail " + String.join(", ", message.to())
                + ": " + reason;
    }

    /** Ends the session; the next mail opens a new one. */
    @Override
    public void close() {
        if (transport == null) {
            return;
        }
        try {
            transport.close();
        } catch (MessagingException e) {
            // A server that does not answer QUIT has nevertheless accepted what it accepted.
        }
        transport = null;
    }
}
