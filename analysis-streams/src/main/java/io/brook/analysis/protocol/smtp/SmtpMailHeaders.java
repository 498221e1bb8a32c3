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
    private final SmtpLog line;

    /** @param line takes what they say */
    SmtpMailHeaders(WeirdSink sink, SmtpMailPath path, SmtpLog line) {
        this.sink = sink;
        this.path = path;
        this.line = line;
    }

    /**
     * @param name in upper case
     * @param own whether it is the mail's own header, and not that of one of its parts
     */
    void add(String name, String value, boolean own) {
        if (own) {
            addOwn(name, value);
        }
        String userAgent = line.getUserAgent();
        if (name.equals("USER-AGENT")
                && userAgent != null
                && WEBMAIL.matcher(userAgent).find()) {
            line.setIsWebmail(true);
        }
    }

    private void addOwn(String name, String value) {
        switch (name) {
            case "MESSAGE-ID" -> line.setMsgId(value);
            case "RECEIVED" -> received(value);
            case "IN-REPLY-TO" -> line.setInReplyTo(value);
            case "SUBJECT" -> line.setSubject(value);
            case "FROM" -> line.setFrom(value);
            case "REPLY-TO" -> line.setReplyTo(value);
            case "DATE" -> line.setDate(value);
            case "TO" -> to = plus(to, value, SmtpWeird.TOO_MANY_TO);
            case "CC" -> copies = plus(copies, value, SmtpWeird.TOO_MANY_CC);
            case "X-ORIGINATING-IP" -> originated(value);
            case "X-MAILER", "USER-AGENT", "X-USER-AGENT" -> line.setUserAgent(value);
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
            line.setXOriginatingIp(addresses.get(0));
        }
    }

    private void received(String value) {
        if (line.getFirstReceived() != null) {
            line.setSecondReceived(line.getFirstReceived());
        }
        line.setFirstReceived(value);
        path.received(value);
    }

    /** The host that the mail was written on; if on a web page, that of the web server. */
    String client() {
        String first = line.getFirstReceived();
        boolean viaHttp = line.getIsWebmail() && first != null && first.contains("via HTTP");
        return path.fromEnd(viaHttp ? 1 : 0);
    }

    /** There will be no more of them. */
    void end() {
        line.setTo(SmtpAddressSet.listOf(to));
        line.setCc(SmtpAddressSet.listOf(copies));
    }
}
