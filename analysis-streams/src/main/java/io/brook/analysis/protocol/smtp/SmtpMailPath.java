package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.ConnId;
import java.util.ArrayList;
import java.util.List;

/** The hosts that a mail went through, the last first. */
final class SmtpMailPath {
    /** Zeek's SMTP::max_path_length. */
    private static final int MAX_HOSTS = 1000;

    private final SessionContext context;
    private final List<String> hosts = new ArrayList<>(2);

    SmtpMailPath(SessionContext context) {
        this.context = context;
        ConnId id = context.id();
        hosts.add(id.getRespH());
        hosts.add(id.getOrigH());
    }

    /** @param value that of a header field Received */
    void received(String value) {
        List<String> addresses = SmtpHostAddresses.in(value, true);
        if (addresses.isEmpty()) {
            return;
        }
        // Of two, the first is what the sender calls itself, and the second where it was.
        String host = addresses.get(addresses.size() > 1 ? 1 : 0);
        if (fromEnd(0).equals(host)) {
            return;
        }
        if (hosts.size() >= MAX_HOSTS) {
            context.weird(SmtpWeird.PATH_TOO_LONG);
        } else {
            hosts.add(host);
        }
    }

    /** @param back 0 for the first host that the mail was on, 1 for the second */
    String fromEnd(int back) {
        return hosts.get(hosts.size() - 1 - back);
    }

    List<String> toList() {
        return new ArrayList<>(hosts);
    }
}
