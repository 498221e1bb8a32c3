package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.FtpDataChannel;
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
    private String user = "<unknown>";
    private String password;
    private Integer replyCode;
    private String replyText;
    private Long size;
    private FtpDataChannel channel;

    FtpLines(SessionContext context, FtpTransfer transfer) {
        this.context = context;
        this.transfer = transfer;
    }

    void user(String name) {
        user = name;
    }

    void password(String said) {
        password = said;
    }

    void reply(int code, String text) {
        replyCode = code;
        replyText = text;
    }

    /** Whether the server has replied to anything. */
    boolean isReplied() {
        return replyCode != null;
    }

    void size(long bytes) {
        size = bytes;
    }

    void channel(FtpDataChannel expected) {
        channel = expected;
    }

    /** A command is over: writes its line, if commands of its kind have one. */
    void log(FtpCommand command, String directory) {
        String argument = command.argument();
        if (WITH_PATH.contains(command.name())) {
            argument = url(FtpPaths.resolve(directory, argument));
        }
        argument = cut(argument, FtpWeird.ARGUMENT_TOO_LONG);
        replyText = replyText == null ? null : cut(replyText, FtpWeird.REPLY_TOO_LONG);
        if (password != null && !GUESTS.contains(user.toLowerCase(Locale.ROOT))) {
            password = HIDDEN;
        }
        if (LOGGED.contains(command.name())) {
            write(command, argument.isEmpty() ? null : argument);
        }
        size = null;
        channel = null;
        transfer.forget();
    }

    private String url(String path) {
        ConnId id = context.id();
        String host = id.getRespH();
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return "ftp://" + name + (path.startsWith("/") ? path : '/' + path);
    }

    private String cut(String text, FtpWeird weird) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        context.weird(weird, String.valueOf(text.length()));
        return text.substring(0, MAX_TEXT);
    }

    private void write(FtpCommand command, String argument) {
        FtpLog line = new FtpLog();
        line.setTs(command.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setUser(user);
        line.setPassword(password);
        line.setCommand(command.name());
        line.setArg(argument);
        line.setMimeType(transfer.mimeType());
        line.setFileSize(size);
        line.setReplyCode(replyCode == null ? null : replyCode.longValue());
        line.setReplyMsg(replyText);
        line.setDataChannel(channel);
        line.setFuid(transfer.fuid());
        context.log(line);
    }
}
