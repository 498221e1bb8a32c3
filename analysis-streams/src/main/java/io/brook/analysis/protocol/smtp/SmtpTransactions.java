package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.schemas.flow.Direction;
import java.util.Locale;

/** The mails of one connection, one after the other, as Zeek's scripts tell them apart. */
final class SmtpTransactions {
    /** Zeek's SMTP::max_invalid_mail_transactions. */
    private static final int MAX_INVALID = 25;

    private final SessionContext context;

    /** The mail at hand; null before anything was said. */
    private SmtpTransaction current;

    private String helo;
    private int transferred;
    private boolean mailFromSeen;
    private boolean recipientSeen;
    private boolean lastChunkSeen;
    private int invalid;

    /** How many entities all mails had so far, which is how files.log counts depth. */
    private int entities;

    /** The name of the file at hand, as headers give it; null when they do not. */
    private String fileName;

    SmtpTransactions(SessionContext context) {
        this.context = context;
    }

    /** Whether the client makes so little sense that Zeek turns its analyzer off. */
    boolean isGivenUp() {
        return invalid > MAX_INVALID;
    }

    void request(String word, String argument) {
        begin();
        switch (word.toUpperCase(Locale.ROOT)) {
            case "HELO", "EHLO" -> {
                helo = argument;
                current.line.setHelo(argument);
            }
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> checkRecipient();
            case "BDAT" -> {
                checkRecipient();
                if (argument.endsWith(" LAST")) {
                    lastChunkSeen = true;
                    forgetEnvelope();
                }
            }
            case "." -> forgetEnvelope();
            default -> {}
        }
    }

    private void begin() {
        if (current == null) {
            current = next();
        }
    }

    private SmtpTransaction next() {
        return new SmtpTransaction(context, transferred + 1, helo);
    }

    private void mail(String argument) {
        if (!startsWith(argument, "FROM:")) {
            return;
        }
        // The server's reply to the last mail may have been missed.
        write();
        current.mailFrom(argument);
        mailFromSeen = true;
        recipientSeen = false;
    }

    private void recipient(String argument) {
        if (!startsWith(argument, "TO:")) {
            return;
        }
        current.recipient(argument);
        recipientSeen = true;
        if (!mailFromSeen) {
            invalid("rcpt to missing mail from");
        }
    }

    private static boolean startsWith(String argument, String prefix) {
        return argument.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private void checkRecipient() {
        if (!recipientSeen) {
            invalid("data missing rcpt to");
        }
    }

    private void forgetEnvelope() {
        mailFromSeen = false;
        recipientSeen = false;
    }

    private void invalid(String what) {
        context.weird(SmtpWeird.INVALID_MAIL, what);
        invalid++;
        if (invalid > MAX_INVALID) {
            context.weird(SmtpWeird.TOO_MANY_INVALID_MAILS, String.valueOf(invalid));
            context.limitReached();
        }
    }

    /**
     * @param command what it is a reply to; null when unknown
     * @param goesOn whether more lines of it follow
     */
    void reply(int code, String text, SmtpCommand command, boolean goesOn) {
        begin();
        current.line.setLastReply(code + " " + text);
        boolean afterChunks = command == SmtpCommand.BDAT && lastChunkSeen && !goesOn;
        if (command == SmtpCommand.END_OF_DATA || afterChunks) {
            transferred++;
            lastChunkSeen = false;
            write();
            current = next();
        }
    }

    void startTls() {
        if (current != null) {
            current.startTls();
        }
    }

    void beginEntity() {
        entities++;
        fileName = null;
        if (current != null) {
            current.beginEntity();
        }
    }

    void endEntity() {
        fileName = null;
    }

    /** @param name null when a header gives none */
    void fileName(String name) {
        fileName = name == null ? fileName : name;
    }

    /** @param name in upper case */
    void header(String name, String value) {
        if (current != null) {
            current.header(name, value);
        }
    }

    FileFeed openFile(Direction direction) {
        FileFeed file = context.file(new FileOrigin("SMTP", direction, entities, fileName, -1, null, null));
        if (current != null) {
            current.file(file.fuid());
        }
        return file;
    }

    void finish() {
        if (current != null) {
            write();
        }
    }

    /** Logs what the client has done since the last line, if anything. */
    private void write() {
        if (!current.active) {
            return;
        }
        String userAgent = current.line.getUserAgent();
        current.log();
        if (userAgent != null && context.isLocal(Direction.ORIGINATOR)) {
            String type = current.line.getIsWebmail() ? "SMTP::WEBMAIL_SERVER" : "SMTP::MAIL_CLIENT";
            context.software(new SoftwareBanner(Direction.ORIGINATOR, current.headers.client(), type, userAgent, 0));
        }
        current = next();
    }
}
