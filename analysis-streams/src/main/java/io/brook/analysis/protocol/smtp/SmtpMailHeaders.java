package io.brook.analysis.protocol.smtp;

import io.brook.analysis.weird.WeirdSink;
import io.brook.schemas.log.SmtpLog;
import java.util.List;
import java.util.regex.Pattern;

/** What a mail's own headers say. */
final class SmtpMailHeaders {
    private static final Pattern WEBMAIL =
            Pattern.compile("^iPlanet Messenger|^Sun Java\\(tm\\) System Messenger Express"
                    + "|\\(IMP\\)|^SquirrelMail|^NeoMail|ZimbraWebClient");

    private final WeirdSink sink;
    private final SmtpMailPath path;
    private SmtpAddressSet to;
    private SmtpAddressSet copies;
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

    SmtpMailHeaders(WeirdSink sink, SmtpMailPath path) {
        this.sink = sink;
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
            case "TO" -> to = plus(to, value, SmtpWeird.TOO_MANY_TO);
            case "CC" -> copies = plus(copies, value, SmtpWeird.TOO_MANY_CC);
            case "X-ORIGINATING-IP" -> originated(value);
            case "X-MAILER", "USER-AGENT", "X-USER-AGENT" -> userAgent = value;
            default -> {}
        }
    }

    private SmtpAddressSet plus(SmtpAddressSet before, String value, SmtpWeird weird) {
        SmtpAddressSet set = before == null ? new SmtpAddressSet() : before;
        if (!set.addAll(SmtpMailAddresses.split(value))) {
            sink.weird(weird);
        }
        return set;
    }

    private void originated(String value) {
        List<String> addresses = SmtpHostAddresses.in(value, false);
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

    /** The software that the mail was written with; null when no field names it. */
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
        line.setTo(SmtpAddressSet.listOf(to));
        line.setCc(SmtpAddressSet.listOf(copies));
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
