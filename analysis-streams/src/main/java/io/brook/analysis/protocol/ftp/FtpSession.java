package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.line.LineSession;
import io.brook.analysis.line.LineSplitter;
import io.brook.analysis.line.LineWeird;
import io.brook.analysis.line.NvtLineSplitter;
import io.brook.analysis.line.ReplyCode;
import io.brook.schemas.flow.Direction;
import java.util.Locale;

/** The control connection: makes commands and replies of lines, and hands them to {@code FtpDialogue}. */
final class FtpSession extends LineSession {
    private static final int SHORTEST_COMMAND = 3;

    /** Zeek's FTP::max_command_length. */
    private static final int MAX_COMMAND = 100;

    private static final int CODE_LENGTH = 3;
    private static final int FIRST_CODE = 100;
    private static final int SECURITY_AGREED = 234;
    private static final int TOKENS_FOLLOW = 334;

    private final FtpDialogue dialogue;
    private final FtpSecurityExchange exchange;
    private boolean confirmed;

    /** What the client has asked for with AUTH; null for nothing. */
    private String security;

    /** The code of the reply that goes on over several lines; 0 for none. */
    private int openReply;

    FtpSession(SessionContext context) {
        super(context, new NvtLineSplitter(), new NvtLineSplitter());
        this.dialogue = new FtpDialogue(context);
        this.exchange = new FtpSecurityExchange(context);
    }

    @Override
    protected boolean needsBeginning() {
        return false;
    }

    @Override
    protected void line(Direction direction, LineSplitter line) {
        if (!line.isWhole()) {
            context.weird(FtpWeird.LINE_TOO_LONG, String.valueOf(NvtLineSplitter.MAX_LINE));
        }
        line(direction, line.text());
    }

    @Override
    protected void odd(LineWeird weird) {
        context.weird(weird == LineWeird.NUL ? FtpWeird.NUL_IN_LINE : FtpWeird.LONE_CR);
    }

    @Override
    public void finish() {
        dialogue.finish();
    }

    private void line(Direction direction, String line) {
        if (!line.isEmpty()) {
            if (direction.isFromOriginator()) {
                request(line);
            } else {
                reply(line);
                exchange.reply(ReplyCode.of(line), line);
            }
        }
    }

    private void request(String line) {
        int start = Ascii.skip(line, 0, Ascii::isBlank);
        int end = Ascii.skip(line, start, c -> c != 0 && !Ascii.isSpace(c));
        String command = line.substring(start, end);
        if (!isCommand(command)) {
            if (confirmed) {
                context.weird(FtpWeird.INVALID_COMMAND);
            }
        } else if (command.length() > MAX_COMMAND) {
            if (confirmed) {
                context.weird(FtpWeird.COMMAND_TOO_LONG, String.valueOf(command.length()));
            }
        } else {
            String argument = line.substring(Ascii.skip(line, end, Ascii::isBlank));
            request(command.toUpperCase(Locale.ROOT), argument);
            exchange.request(command, argument);
        }
    }

    private void request(String command, String argument) {
        confirmed = true;
        context.confirm();
        // Zeek compares as many characters as there are.
        if ("AUTH".startsWith(command)) {
            security = argument;
        }
        dialogue.request(command, argument);
    }

    private static boolean isCommand(String word) {
        return word.length() >= SHORTEST_COMMAND && word.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private void reply(String line) {
        int code = ReplyCode.of(line);
        char next = line.length() > CODE_LENGTH ? line.charAt(CODE_LENGTH) : 0;
        boolean goesOn = line.length() > CODE_LENGTH;
        if (openReply != 0) {
            if (code == openReply && next == ' ') {
                openReply = 0;
                reply(code, line.substring(Ascii.skip(line, CODE_LENGTH, Ascii::isBlank)), false);
            } else {
                reply(0, line, true);
            }
        } else if (code <= 0) {
            violation("non-numeric reply code", line);
        } else if (code < FIRST_CODE) {
            violation("invalid reply code", line);
        } else if (next == '-') {
            openReply = code;
            reply(code, line.substring(Ascii.skip(line, CODE_LENGTH + 1, Ascii::isBlank)), true);
        } else if (goesOn && next != ' ') {
            violation("invalid reply line", line);
        } else {
            reply(code, line.substring(Ascii.skip(line, CODE_LENGTH, Ascii::isBlank)), false);
        }
    }

    private void reply(int code, String text, boolean open) {
        if (code == SECURITY_AGREED && "TLS".equals(security)) {
            context.handOver("ssl");
            interrupt();
        }
        if (code == TOKENS_FOLLOW && "GSSAPI".equals(security)) {
            exchange.begin();
        }
        dialogue.reply(code, text, open);
    }

    private void violation(String reason, String line) {
        context.violation(reason, line);
        interrupt();
    }
}
