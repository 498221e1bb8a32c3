package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.Findings;
import io.brook.analysis.analyzer.SessionContext;
import java.util.List;
import java.util.regex.Pattern;

/** Errors that say that a client is on a list of senders of unwanted mail: Zeek's blocklists.zeek. */
final class SmtpBlockLists {
    private static final int FIRST_ERROR = 400;
    private static final int NOT_AVAILABLE = 421;

    /** Where operators of such lists explain themselves. */
    private static final List<String> LISTS = List.of(
            "spamhaus.org/",
            "sophos.com/security/",
            "spamcop.net/bl",
            "cbl.abuseat.org/",
            "sorbs.net/",
            "bsn.borderware.com/",
            "mail-abuse.com/",
            "b.barracudacentral.com/",
            "psbl.surriel.com/",
            "antispam.imp.ch/",
            "rbl.knology.net/",
            "intercept.datapacket.net/",
            "uceprotect.net/",
            "hostkarma.junkemailfilter.com/");

    private static final String DYNDNS = "dyndns.com/";

    private SmtpBlockLists() {}

    /** @param text of one line of a reply */
    static void judge(SessionContext context, int code, String text) {
        if (code < FIRST_ERROR || code == NOT_AVAILABLE || !namesList(text)) {
            return;
        }
        String client = context.id().getOrigH();
        boolean blocked = Pattern.compile("(?<![0-9a-zA-Z:.])" + Pattern.quote(client) + "(?![0-9a-zA-Z:]|\\.[0-9])")
                .matcher(text)
                .find();
        Findings.report(
                context,
                blocked ? "SMTP::Blocklist_Blocked_Host" : "SMTP::Blocklist_Error_Message",
                client,
                finding -> finding.setMsg(
                                blocked
                                        ? client + " is on an SMTP block list"
                                        : client + " received an error message mentioning an SMTP block list")
                        .setSub(text));
    }

    private static boolean namesList(String text) {
        int dyndns = text.indexOf(DYNDNS);
        return LISTS.stream().anyMatch(text::contains)
                || dyndns >= 0 && text.indexOf("spam", dyndns + DYNDNS.length()) >= 0;
    }
}
