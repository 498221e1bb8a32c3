package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.SmtpLog;
import java.util.List;
import java.util.regex.Pattern;

/** What a mail's own headers say. */
final class MailHeaders {
    private static final Pattern WEBMAIL =
            Pattern.compile("^iPlanet Messenger|^Sun Java\\(tm\\) System Messenger Express"
                    + "|\\(IMP\\)|^SquirrelMail|^NeoMail|ZimbraWebClient");

    private final SessionContext context;
    private final MailPath path;
    private AddressSet to;
    private AddressSet copies;
    private String date;
    private String from;
    private String replyTo;
    private String messageId;
    private String inReplyTo;
    private String subject;
    private String originatingAddress;
    private String firstReceived;
    private String secondReceived;
    private String userAgent;
    private boolean webmail;

    MailHeaders(SessionContext context, MailPath path) {
        this.context = context;
        this.path = path;
    }

    /**
     * @param name in upper case
     * @param own whether it is the mail's own header, and not that of one of its parts
     */
    void add(String name, String value, boolean own) {
        if (own) {
            addOwn(name, value);
        }
        if (name.equals("USER-AGENT")
                && userAgent != null
                && WEBMAIL.matcher(userAgent).find()) {
            webmail = true;
        }
    }

    private void addOwn(String name, String value) {
        switch (name) {
            case "MESSAGE-ID" -> messageId = value;
            case "RECEIVED" -> received(value);
            case "IN-REPLY-TO" -> inReplyTo = value;
            case "SUBJECT" -> subject = value;
            case "FROM" -> from = value;
            case "REPLY-TO" -> replyTo = value;
            case "DATE" -> date = value;
            case "TO" -> to = plus(to, value, "smtp_too_many_to_addresses");
            case "CC" -> copies = plus(copies, value, "smtp_too_many_cc_addresses");
            case "X-ORIGINATING-IP" -> originated(value);
            case "X-MAILER", "USER-AGENT", "X-USER-AGENT" -> userAgent = value;
            default -> {}
        }
    }

    private AddressSet plus(AddressSet before, String value, String weird) {
        AddressSet set = before == null ? new AddressSet() : before;
        if (!set.addAll(MailAddresses.split(value))) {
            context.weird(weird, null, null);
        }
        return set;
    }

    private void originated(String value) {
        List<String> addresses = HostAddresses.in(value, false);
        if (!addresses.isEmpty()) {
            originatingAddress = addresses.get(0);
        }
    }

    private void received(String value) {
        if (firstReceived != null) {
            secondReceived = firstReceived;
        }
        firstReceived = value;
        path.received(value);
    }

    /** What the mail was written with; null when it does not say. */
    String userAgent() {
        return userAgent;
    }

    boolean isWebmail() {
        return webmail;
    }

    /** The host that the mail was written on; if on a web page, that of the web server. */
    String client() {
        boolean viaHttp = webmail && firstReceived != null && firstReceived.contains("via HTTP");
        return path.fromEnd(viaHttp ? 1 : 0);
    }

    void fill(SmtpLog line) {
        line.setDate(date);
        line.setFrom(from);
        line.setTo(AddressSet.listOf(to));
        line.setCc(AddressSet.listOf(copies));
        line.setReplyTo(replyTo);
        line.setMsgId(messageId);
        line.setInReplyTo(inReplyTo);
        line.setSubject(subject);
        line.setXOriginatingIp(originatingAddress);
        line.setFirstReceived(firstReceived);
        line.setSecondReceived(secondReceived);
        line.setUserAgent(userAgent);
        line.setIsWebmail(webmail);
    }
}
