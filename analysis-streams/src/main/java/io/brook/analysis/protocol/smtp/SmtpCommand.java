package io.brook.analysis.protocol.smtp;

import java.util.Locale;

/** The commands of clients. Three of them are no commands in the protocol, but get replies. */
enum SmtpCommand {
    EHLO,
    HELO,
    MAIL,
    RCPT,
    DATA,
    QUIT,
    RSET,
    VRFY,
    EXPN,
    HELP,
    NOOP,
    STARTTLS,
    /** Microsoft's variant of STARTTLS, with certificates that no authority has signed. */
    X_ANONYMOUSTLS,
    /** The connection itself, which the server greets. */
    CONN_ESTABLISHMENT,
    /** The dot that ends a mail. */
    END_OF_DATA,
    SEND,
    SOML,
    SAML,
    TURN,
    BDAT,
    ETRN,
    AUTH,
    /** A line of the client's within AUTH. */
    AUTH_ANSWER;

    /** @return null when there is no such command */
    static SmtpCommand of(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (upper.equals("X-ANONYMOUSTLS")) {
            return X_ANONYMOUSTLS;
        }
        for (SmtpCommand each : values()) {
            if (each.name().equals(upper)) {
                return each;
            }
        }
        return null;
    }
}
