package io.brook.analysis.analyzer;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.LoginAttempt;

/** Logins whose outcome a protocol tells, for the detection of password guessing. */
public final class Logins {
    private Logins() {}

    /**
     * Reports a login.
     *
     * @param protocol in upper case, such as FTP
     * @param accepted whether the server let the client in
     */
    public static void report(SessionContext context, String protocol, boolean accepted) {
        ConnId id = context.id();
        LoginAttempt attempt = new LoginAttempt(
                new LogMeta("", 0L), protocol, id.getOrigH(), id.getRespH(), id.getRespP(), context.uid(), accepted);
        context.report(attempt.getSource(), attempt);
    }
}
