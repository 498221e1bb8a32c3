package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.FtpLog;
import java.util.Locale;
import java.util.Set;

/** The lines of one session in ftp.log: what is known of the session, and of the command at hand. */
final class FtpLines {
    /** Zeek's FTP::max_arg_length and FTP::max_reply_msg_length. */
    private static final int MAX_TEXT = 4096;

    private static final String HIDDEN = "<hidden>";

    /** Users whose passwords are no secrets. */
    private static final Set<String> GUESTS = Set.of("anonymous", "ftp", "ftpuser", "guest");

    private static final Set<String> LOGGED =
            Set.of("APPE", "DELE", "RETR", "STOR", "STOU", "ACCT", "PORT", "PASV", "EPRT", "EPSV");

    /** Commands whose argument is a path. */
    private static final Set<String> WITH_PATH =
            Set.of("APPE", "CWD", "DELE", "MKD", "RETR", "RMD", "RNFR", "RNTO", "STOR", "STOU", "REST", "SIZE", "MDTM");

    private final SessionContext context;
    private final FtpTransfer transfer;

    /** What is known of the session, and of the command at hand. */
    FtpLog line = new FtpLog();

    FtpLines(SessionContext context, FtpTransfer transfer) {
        this.context = context;
        this.transfer = transfer;
        line.setUser("<unknown>");
    }

    /** Whether the server has replied to anything. */
    boolean isReplied() {
        return line.getReplyCode() != null;
    }

    /** A command is over: writes its line, if commands of its kind have one. */
    void log(FtpCommand command, String directory) {
        String argument = command.argument;
        if (WITH_PATH.contains(command.name)) {
            argument = url(FtpPaths.resolve(directory, argument));
        }
        argument = cut(argument, MAX_TEXT, FtpWeird.ARGUMENT_TOO_LONG);
        if (line.getReplyMsg() != null) {
            line.setReplyMsg(cut(line.getReplyMsg(), MAX_TEXT, FtpWeird.REPLY_TOO_LONG));
        }
        if (line.getPassword() != null && !GUESTS.contains(line.getUser().toLowerCase(Locale.ROOT))) {
            line.setPassword(HIDDEN);
        }
        FtpLog next = ofSession();
        if (LOGGED.contains(command.name)) {
            line.setTs(command.time);
            line.setCommand(command.name);
            line.setArg(argument.isEmpty() ? null : argument);
            line.setMimeType(transfer.mimeType);
            line.setFuid(transfer.fuid);
            context.log(line);
        }
        line = next;
        transfer.forget();
    }

    /** What the next command's line has of this one. */
    private FtpLog ofSession() {
        FtpLog next = new FtpLog();
        next.setUser(line.getUser());
        next.setPassword(line.getPassword());
        next.setReplyCode(line.getReplyCode());
        next.setReplyMsg(line.getReplyMsg());
        return next;
    }

    private String url(String path) {
        ConnId id = context.id();
        String host = id.getRespH();
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return "ftp://" + name + (path.startsWith("/") ? path : '/' + path);
    }

    /** A text that is too long is cut, which is odd. */
    String cut(String text, int max, FtpWeird weird) {
        if (text.length() <= max) {
            return text;
        }
        context.weird(weird, String.valueOf(text.length()));
        return text.substring(0, max);
    }
}
