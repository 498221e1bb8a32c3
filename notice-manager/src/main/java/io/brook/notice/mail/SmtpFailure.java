package io.brook.notice.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Why a mail was not accepted.
 *
 * @param mayPass whether a later try may succeed
 * @param reason what the server said, or what came between; one line
 */
record SmtpFailure(boolean mayPass, String reason) {
    /** What Angus has for a session that broke off. */
    private static final int NO_REPLY = -1;

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    /** @param transport the session in which it happened; may be null when there was none */
    static SmtpFailure of(MessagingException failure, SMTPTransport transport) {
        Throwable root = failure;
        int code = transport == null || failure instanceof AddressException ? 0 : transport.getLastReturnCode();
        String reply = code >= TRANSIENT ? transport.getLastServerResponse() : null;
        for (Throwable next = inner(root); next != null; next = inner(root)) {
            root = next;
            if (root instanceof SMTPAddressFailedException refused) {
                code = refused.getReturnCode();
                reply = refused.getMessage();
            }
        }
        boolean lost = !(root instanceof SSLException) && (root instanceof IOException || code == NO_REPLY);
        boolean refused = code >= TRANSIENT && code < PERMANENT && !(failure instanceof AuthenticationFailedException);
        return new SmtpFailure(lost || refused, oneLine(reply != null ? reply : describe(root)));
    }

    private static Throwable inner(Throwable failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String describe(Throwable root) {
        String message = String.valueOf(root.getMessage());
        // A MessagingException is worded for people; the message of an UnknownHostException is but a name.
        return root instanceof MessagingException ? message : root.getClass().getSimpleName() + ": " + message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
