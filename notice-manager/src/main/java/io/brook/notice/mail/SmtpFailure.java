package io.brook.notice.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Why a mail was not accepted.
 *
 * @param mayPass whether a later try may succeed
 * @param reason the server's reply, or what failed otherwise; one line
 */
record SmtpFailure(boolean mayPass, String reason) {
    /** Angus' code for a session that broke off. */
    private static final int NO_REPLY = -1;

    /** The commands before and after a mail's text, as Angus names them. */
    private static final Set<String> TEXT = Set.of("DATA", ".");

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    /** @param transport the session in which it happened; may be null when there was none */
    static SmtpFailure of(MessagingException failure, SMTPTransport transport) {
        Throwable root = failure;
        int code = transport == null || failure instanceof AddressException ? 0 : transport.getLastReturnCode();
        String reply = code >= TRANSIENT ? transport.getLastServerResponse() : null;
        // Failures of recipients that are attached to a command's failure (see #refusals) are not its reason.
        for (Throwable next = inner(root);
                next != null && !(next instanceof SMTPAddressFailedException);
                next = inner(root)) {
            root = next;
        }
        boolean lost = !(root instanceof SSLException) && (root instanceof IOException || code == NO_REPLY);
        boolean refused = code >= TRANSIENT && code < PERMANENT && !(failure instanceof AuthenticationFailedException);
        return new SmtpFailure(lost || refused, oneLine(reply != null ? reply : describe(root)));
    }

    /**
     * The recipients that the server refused, each with its reply; none when it refused something else, such as the whole
     * mail.
     *
     * @param to the mail's recipients as they were asked for, by their bare addresses
     */
    static List<Refusal> refusals(MessagingException failure, Map<String, String> to) {
        List<Refusal> refusals = new ArrayList<>();
        if (!(failure instanceof SendFailedException partly) || isOfACommand(partly)) {
            return refusals;
        }
        for (Throwable next = failure; next != null; next = inner(next)) {
            if (next instanceof SMTPAddressFailedException refused) {
                int code = refused.getReturnCode();
                String address = refused.getAddress().getAddress();
                refusals.add(new Refusal(
                        to.getOrDefault(address, address),
                        new SmtpFailure(code >= TRANSIENT && code < PERMANENT, oneLine(refused.getMessage()))));
            }
        }
        return refusals;
    }

    /** Whether the server refuses the text of a mail for good: others may be taken. */
    static boolean isOfText(MessagingException failure) {
        return failure instanceof SMTPSendFailedException refused
                && refused.getReturnCode() >= PERMANENT
                && TEXT.contains(refused.getCommand());
    }

    /** Angus attaches failures of recipients to the failure of any command; then nobody has received the mail. */
    private static boolean isOfACommand(SendFailedException failure) {
        Address[] sent = failure.getValidSentAddresses();
        return failure instanceof SMTPSendFailedException && (sent == null || sent.length == 0);
    }

    private static Throwable inner(Throwable failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String describe(Throwable root) {
        String message = String.valueOf(root.getMessage());
        // A MessagingException is worded for people; the message of an UnknownHostException is only a name.
        return root instanceof MessagingException ? message : root.getClass().getSimpleName() + ": " + message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
