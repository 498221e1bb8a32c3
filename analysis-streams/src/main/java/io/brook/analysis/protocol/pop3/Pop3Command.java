package io.brook.analysis.protocol.pop3;

import java.util.Locale;

/** What either side says first on a line; the first two are the server's. In the order in which Zeek tries them. */
enum Pop3Command {
    OK,
    ERR,
    USER,
    PASS,
    APOP,
    AUTH,
    STAT,
    LIST,
    RETR,
    DELE,
    RSET,
    NOOP,
    LAST,
    QUIT,
    TOP,
    CAPA,
    UIDL,
    STLS,
    XSENDER;

    /** @return null when there is no such command; every one that is tried may cost a sign before it */
    static Pop3Command of(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (Pop3Command each : values()) {
            if (upper.startsWith("+") || upper.startsWith("-")) {
                upper = upper.substring(1);
            }
            if (upper.equals(each.name())) {
                return each;
            }
        }
        return null;
    }
}
