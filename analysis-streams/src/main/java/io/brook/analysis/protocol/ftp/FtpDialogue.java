package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.Findings;
import io.brook.analysis.analyzer.Logins;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.bytes.Ascii;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.FtpDataChannel;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Pairs replies with commands, and follows the client's directory and the data connections to come. */
final class FtpDialogue {
    private static final int FILE_FOLLOWS = 150;
    private static final int SIZE_IS = 213;
    private static final int PASSIVE = 227;
    private static final int LOGGED_IN = 230;
    private static final int HUNDRED = 100;

    /** The first digits of replies (RFC 959, section 4.2). */
    private static final int DONE = 2;

    private static final int REFUSED = 5;
    private static final int EXTENDED_PASSIVE = 229;
    private static final int MAX_NAME = 128;

    /** The longest directory that is kept; no real one is longer. */
    private static final int MAX_DIRECTORY = 16 * 1024;

    /** How long Zeek expects a data connection. */
    private static final long DATA_TIMEOUT = TimeUnit.MINUTES.toNanos(5);

    /** Replies that change the directory, or say what it is. */
    private static final Set<String> DIRECTORY_REPLIES =
            Set.of("CWD 250", "CDUP 200", "CDUP 250", "PWD 257", "XPWD 257");

    /** A line within a reply that looks like another reply. */
    private static final Pattern REPLY_INSIDE = Pattern.compile("^[1-9][0-9]{2} [ -~]{10}");

    private final SessionContext context;
    private final FtpLines lines;
    private final FtpTransfer transfer = new FtpTransfer();
    private FtpPendingCommands pending;
    private String directory = ".";

    /** The command of the last reply; null before the first. */
    private FtpCommand current;

    FtpDialogue(SessionContext context) {
        this.context = context;
        this.lines = new FtpLines(context, transfer);
    }

    void request(String name, String argument) {
        if (current != null && lines.isReplied() && pending.remove(current)) {
            lines.log(current, directory);
        }
        begin();
        if (pending.isFull()) {
            context.weird(FtpWeird.TOO_MANY_PENDING, String.valueOf(pending.size()));
        } else {
            pending.add(context.time(), name, argument);
        }
        switch (name) {
            case "USER" -> lines.line.setUser(lines.cut(argument, MAX_NAME, FtpWeird.USER_TOO_LONG));
            case "PASS" -> lines.line.setPassword(lines.cut(argument, MAX_NAME, FtpWeird.PASSWORD_TOO_LONG));
            case "PORT" -> expectActive(FtpEndpoint.ofPort(argument));
            case "EPRT" -> expectActive(FtpEndpoint.ofExtendedPort(argument));
            case "CLNT" -> context.software(new SoftwareBanner(Direction.ORIGINATOR, "FTP::CLIENT", argument, 0));
            default -> {}
        }
    }

    private void begin() {
        if (pending == null) {
            pending = new FtpPendingCommands(context.time());
        }
    }

    /** The server will open the connection. */
    private void expectActive(FtpEndpoint client) {
        if (client != null) {
            ConnId id = context.id();
            String host = client.host() == null ? "::" : client.host();
            expect(new FtpDataChannel(false, id.getRespH(), host, client.port()));
        }
    }

    /** The client will open the connection. */
    private void expectPassive(FtpEndpoint server) {
        if (server != null) {
            ConnId id = context.id();
            String host = server.host() == null ? id.getRespH() : server.host();
            expect(new FtpDataChannel(true, id.getOrigH(), host, server.port()));
        }
    }

    private void expect(FtpDataChannel channel) {
        lines.line.setDataChannel(channel);
        context.expect(
                channel.getOrigH(),
                channel.getRespH(),
                channel.getRespP(),
                new FtpDataAnalyzer(transfer),
                DATA_TIMEOUT);
    }

    /**
     * @param code 0 for a line inside a reply of several
     * @param open whether the reply goes on
     */
    void reply(int code, String text, boolean open) {
        begin();
        boolean inside = open && code == 0 && lines.isReplied();
        if (inside && !REPLY_INSIDE.matcher(text).find()) {
            return;
        }
        current = pending.repliedTo(code, text);
        lines.line.setReplyCode((long) code);
        lines.line.setReplyMsg(text);
        if (open) {
            return;
        }
        judge(code);
        String name = current.name;
        boolean size = code == FILE_FOLLOWS && name.equals("RETR") || code == SIZE_IS && name.equals("SIZE");
        if (size) {
            lines.line.setFileSize(lastNumber(text));
        } else if (name.equals("PASV") || name.equals("EPSV")) {
            passive(code, text);
        }
        if (DIRECTORY_REPLIES.contains(name + ' ' + code) && !current.hasMoved) {
            current.hasMoved = true;
            move(name, text);
        }
        if (pending.size() > 1) {
            pending.remove(current);
            lines.log(current, directory);
        }
    }

    /** What a complete reply says of a login, and of a program that the server is to run. */
    private void judge(int code) {
        String name = current.name;
        boolean isLogin = name.equals("USER") || name.equals("PASS");
        if (isLogin && (code / HUNDRED == REFUSED || code == LOGGED_IN)) {
            Logins.report(context, "FTP", code == LOGGED_IN);
        }
        String argument = current.argument;
        if (code / HUNDRED == DONE
                && name.equals("SITE")
                && argument.toUpperCase(Locale.ROOT).contains("EXEC")) {
            ConnId id = context.id();
            Findings.report(
                    context,
                    "FTP::Site_Exec_Success",
                    id.getOrigH() + ' ' + id.getRespH() + " SITE EXEC",
                    finding -> finding.setMsg("FTP command: SITE " + argument));
        }
    }

    private void passive(int code, String text) {
        if (code == PASSIVE) {
            expectPassive(FtpEndpoint.ofPassive(text));
        } else if (code == EXTENDED_PASSIVE) {
            expectPassive(FtpEndpoint.ofExtendedPassive(text));
        }
    }

    private void move(String command, String text) {
        String to =
                switch (command) {
                    case "CWD" -> FtpPaths.resolve(directory, current.argument);
                    // As Zeek has it: the parent of the root.
                    case "CDUP" -> FtpPaths.resolve(directory, "/..");
                    default -> FtpPaths.in(text);
                };
        directory = to.substring(0, Math.min(to.length(), MAX_DIRECTORY));
    }

    /** The last number in a text; 0 when there is none. */
    private static long lastNumber(String text) {
        int end = text.length();
        while (end > 0 && !Ascii.isDigit(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && Ascii.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return Ascii.number(text, start);
    }

    void finish() {
        if (pending != null) {
            pending.all().forEach(each -> lines.log(each, directory));
        }
    }
}
