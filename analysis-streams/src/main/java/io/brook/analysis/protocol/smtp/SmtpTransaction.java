package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.SmtpLog;
import java.util.ArrayList;
import java.util.List;

/** What is known of one mail, from its envelope to the reply to its last byte. */
final class SmtpTransaction {
    /** A mail may have as many parts as it likes; nobody needs to know them all. */
    private static final int MAX_FILES = 10_000;

    private final SessionContext context;
    final SmtpLog line = new SmtpLog();
    private final SmtpMailPath path;
    final SmtpMailHeaders headers;
    private final List<String> files = new ArrayList<>(1);
    private SmtpAddressSet recipients;
    /** Whether the client has done anything that is worth a line. */
    boolean active;

    private int entities;

    /** @param depth how many mails the connection has carried, with this one */
    SmtpTransaction(SessionContext context, int depth, String helo) {
        this.context = context;
        line.setTs(context.time());
        line.setTransDepth(depth);
        line.setHelo(helo);
        this.path = new SmtpMailPath(context);
        this.headers = new SmtpMailHeaders(context, path, line);
    }

    /** @param argument that of MAIL */
    void mailFrom(String argument) {
        List<String> addresses = SmtpMailAddresses.in(argument);
        if (!addresses.isEmpty() && !addresses.get(0).isEmpty()) {
            line.setMailfrom(addresses.get(0));
        }
        active = true;
    }

    /** @param argument that of RCPT */
    void recipient(String argument) {
        if (recipients == null) {
            recipients = new SmtpAddressSet();
        }
        List<String> addresses = SmtpMailAddresses.in(argument).stream()
                .map(each -> each.replaceAll("ORCPT=rfc822;?", ""))
                .toList();
        if (!recipients.addAll(addresses)) {
            context.weird(SmtpWeird.TOO_MANY_RECIPIENTS);
        }
        active = true;
    }

    void startTls() {
        line.setTls(true);
        active = true;
    }

    void beginEntity() {
        entities++;
    }

    /** @param name in upper case */
    void header(String name, String value) {
        headers.add(name, value, entities <= 1);
    }

    void file(String fuid) {
        if (!line.getTls() && files.size() < MAX_FILES) {
            files.add(fuid);
        }
    }

    /** Logs it; nothing that comes later changes the line. */
    void log() {
        line.setRcptto(SmtpAddressSet.listOf(recipients));
        headers.end();
        line.setPath(path.toList());
        line.setFuids(new ArrayList<>(files));
        context.log(line);
    }
}
