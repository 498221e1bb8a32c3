package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.Logins;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.LineSession;
import io.brook.analysis.line.LineSplitter;
import io.brook.analysis.line.ReplyCode;
import io.brook.schemas.flow.Direction;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;

/**
 * What client and server say to each other, line by line. Commands take effect before they are replied to, because clients
 * pipeline; replies take back what a command did. Any command may come at any time.
 */
final class SmtpSession extends LineSession {
    private static final int MAX_PENDING = 1000;
    private static final int SERVICE_READY = 220;
    private static final int LEAST_CODE = 100;
    private static final int LARGEST_CODE = 599;
    private static final int OK = 250;
    private static final int GO_ON_WITH_AUTH = 334;

    /** RFC 4954, section 6. */
    private static final int LOGGED_IN = 235;

    private static final int NOT_LOGGED_IN = 535;
    private static final int GO_ON_WITH_MAIL = 354;

    private final SmtpTransactions transactions;
    private SmtpStage stage = SmtpStage.COMMANDS;

    /** The direction of commands, which TURN reverses. */
    private Direction client = Direction.ORIGINATOR;

    /** The command that the next reply is to; null when there is none. */
    private SmtpCommand awaiting = SmtpCommand.CONN_ESTABLISHMENT;

    /** Commands after that one, in their order. */
    private final ArrayDeque<SmtpCommand> pending = new ArrayDeque<>();

    /** The command that the last reply was to; null when unknown. */
    private SmtpCommand replied;

    /** The code of a reply that goes on in the next line; 0 when none does. */
    private int continued;

    /** The mail that is being transferred; null when none is. */
    private SmtpMail mail;

    /** Its chunks, when it comes in chunks. */
    private SmtpChunks chunks;

    private Direction chunkDirection;

    /** Whether the last line of the mail was incomplete. */
    private boolean midLine;

    private boolean handedOver;
    private final Set<Direction> ended = EnumSet.noneOf(Direction.class);

    SmtpSession(SessionContext context) {
        super(context, false);
        this.transactions = new SmtpTransactions(context);
    }

    @Override
    protected void line(Direction direction, LineSplitter line) {
        if (handedOver) {
            return;
        }
        if (direction != client) {
            reply(direction, line.text());
        } else if (stage == SmtpStage.IN_DATA) {
            dataLine(direction, line);
        } else if (stage == SmtpStage.IN_AUTH) {
            await(SmtpCommand.AUTH_ANSWER);
            request("**", "");
        } else if (stage != SmtpStage.AFTER_GAP) {
            command(direction, line.text());
        }
        if (transactions.isGivenUp()) {
            stop();
        }
    }

    @Override
    protected void flush() {
        if (mail != null) {
            mail.flush();
        }
    }

    private void dataLine(Direction direction, LineSplitter line) {
        byte[] bytes = line.array();
        boolean dot = !midLine && line.length() > 0 && bytes[line.offset()] == '.';
        midLine = !line.isWhole();
        if (dot && line.length() == 1) {
            await(SmtpCommand.END_OF_DATA);
            endOfData();
            request(".", "");
            return;
        }
        if (mail == null) {
            beginMail(direction, SmtpStage.IN_DATA);
        }
        int stuffed = dot ? 1 : 0;
        mail.line(bytes, line.offset() + stuffed, line.length() - stuffed, line.isWhole());
    }

    private void endOfData() {
        endData();
        stage = SmtpStage.COMMANDS;
    }

    private void command(Direction direction, String line) {
        int length = Ascii.skip(line, 0, c -> c != 0 && !Ascii.isSpace(c));
        String word = line.substring(0, length);
        SmtpCommand command = SmtpCommand.of(word);
        if (command == null) {
            return;
        }
        await(command);
        String argument = SmtpWords.skipSpace(line, length);
        if (command == SmtpCommand.END_OF_DATA) {
            endOfData();
            request(word, argument);
            return;
        }
        request(word, argument);
        if (command == SmtpCommand.BDAT) {
            beginChunk(direction, SmtpChunkSize.parse(argument));
            return;
        }
        if (chunks != null) {
            context.weird(SmtpWeird.MISSING_LAST_CHUNK);
            endData();
        }
        begin(command, direction);
    }

    private void await(SmtpCommand command) {
        if (awaiting == null) {
            awaiting = command;
            return;
        }
        if (pending.size() == MAX_PENDING) {
            context.weird(SmtpWeird.TOO_MANY_PENDING);
            pending.clear();
        }
        pending.add(command);
    }

    private void request(String word, String argument) {
        context.confirm();
        transactions.request(word, argument);
    }

    private void beginChunk(Direction direction, SmtpChunkSize chunk) {
        if (chunk.error() != null) {
            context.weird(SmtpWeird.INVALID_CHUNK, chunk.error());
        } else if (chunk.size() < 0) {
            context.weird(SmtpWeird.HUGE_CHUNK, Long.toUnsignedString(chunk.size()));
        } else {
            if (chunks == null) {
                beginMail(direction, SmtpStage.IN_CHUNK);
                chunks = new SmtpChunks(context, mail);
            }
            chunkDirection = direction;
            chunks.next(chunk);
            stage = SmtpStage.IN_CHUNK;
        }
    }

    @Override
    protected long contentsLeft(Direction direction) {
        return chunks != null && direction == chunkDirection ? chunks.left : 0;
    }

    @Override
    protected void contents(Direction direction, byte[] bytes, int offset, int length) {
        chunks.data(bytes, offset, length);
        if (chunks.isComplete()) {
            endData();
        }
        if (chunks == null || chunks.left == 0) {
            stage = SmtpStage.COMMANDS;
        }
    }

    /** What a command does if it succeeds. */
    private void begin(SmtpCommand command, Direction direction) {
        switch (command) {
            case DATA -> beginMail(direction, SmtpStage.IN_DATA);
            case CONN_ESTABLISHMENT, EHLO, HELO, MAIL, SEND, SOML, SAML, RCPT, RSET, QUIT -> stage = SmtpStage.COMMANDS;
            default -> {}
        }
    }

    private void reply(Direction direction, String line) {
        int code = ReplyCode.of(line);
        if (code < LEAST_CODE || code > LARGEST_CODE) {
            interrupt();
            context.violation("reply code -1 out of range", line);
            return;
        }
        if (continued != code) {
            newReply(direction, code);
        }
        boolean goesOn = line.length() > 3 && line.charAt(3) == '-';
        continued = goesOn ? code : 0;
        String text = SmtpWords.skipSpace(line, goesOn ? 4 : 3);
        SmtpBlockLists.judge(context, code, text);
        transactions.reply(code, text, replied, goesOn);
    }

    private void newReply(Direction direction, int code) {
        if (stage == SmtpStage.AFTER_GAP) {
            stage = SmtpStage.RECOVERING;
            request("(UNKNOWN)", "");
        }
        replied = awaiting;
        awaiting = pending.poll();
        if (replied == null) {
            replyToOther(direction, code);
            return;
        }
        switch (replied) {
            case EHLO, HELO -> replyToGreeting(code);
            case MAIL, SEND, SOML, SAML -> replyToMail(code);
            case DATA -> replyToData(code);
            case END_OF_DATA -> stage = SmtpStage.COMMANDS;
            case AUTH, AUTH_ANSWER -> replyToLogin(code);
            case TURN -> replyToTurn(code);
            case STARTTLS, X_ANONYMOUSTLS -> replyToStartTls(code);
            case CONN_ESTABLISHMENT -> replyToConnection(code);
            case RCPT, BDAT, RSET, QUIT -> {}
            default -> replyToOther(direction, code);
        }
    }

    private void replyToConnection(int code) {
        if (code == 421 || code == 554) {
            stage = SmtpStage.COMMANDS;
        }
    }

    private void replyToLogin(int code) {
        stage = code == GO_ON_WITH_AUTH ? SmtpStage.IN_AUTH : SmtpStage.COMMANDS;
        if (code == LOGGED_IN || code == NOT_LOGGED_IN) {
            Logins.report(context, "SMTP", code == LOGGED_IN);
        }
    }

    private void replyToGreeting(int code) {
        switch (code) {
            case 421, 500, 501, 504, 550 -> stage = SmtpStage.COMMANDS;
            default -> {}
        }
    }

    private void replyToMail(int code) {
        switch (code) {
            case 421, 451, 452, 500, 501, 503, 550, 552, 553 -> {
                if (stage != SmtpStage.IN_DATA) {
                    stage = SmtpStage.COMMANDS;
                }
            }
            default -> {}
        }
    }

    private void replyToData(int code) {
        if (code == GO_ON_WITH_MAIL) {
            return;
        }
        if (stage == SmtpStage.IN_DATA) {
            endData();
        }
        stage = SmtpStage.COMMANDS;
    }

    private void replyToTurn(int code) {
        if (code == OK) {
            client = client.opposite();
            stage = SmtpStage.COMMANDS;
        }
    }

    private void replyToStartTls(int code) {
        if (code == SERVICE_READY) {
            transactions.startTls();
            handedOver = true;
            interrupt();
            context.handOver("ssl");
        }
    }

    private void replyToOther(Direction direction, int code) {
        if (stage == SmtpStage.RECOVERING && code == GO_ON_WITH_MAIL) {
            beginMail(direction, SmtpStage.IN_DATA);
        }
    }

    /** Bytes of one side are missing: that may have been commands, their replies, or the end of a mail. */
    @Override
    public Outcome gap(Direction direction, long missing) {
        if (handedOver) {
            return Outcome.CONTINUE;
        }
        if (stage == SmtpStage.IN_DATA || stage == SmtpStage.IN_CHUNK) {
            if (mail != null) {
                mail.gap(missing);
            }
            endData();
        }
        pending.clear();
        awaiting = null;
        replied = null;
        stage = SmtpStage.AFTER_GAP;
        return Outcome.CONTINUE;
    }

    private void beginMail(Direction direction, SmtpStage how) {
        stage = how;
        midLine = false;
        if (mail != null) {
            context.weird(SmtpWeird.NESTED_MAIL);
            mail.end();
        }
        mail = new SmtpMail(context, transactions, direction);
    }

    private void endData() {
        if (mail == null) {
            context.weird(SmtpWeird.UNMATCHED_END);
        }
        endMail();
    }

    private void endMail() {
        if (mail == null) {
            return;
        }
        if (chunks != null) {
            chunks.end();
            chunks = null;
        }
        mail.end();
        mail = null;
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        super.endOfStream(direction, rest);
        ended.add(direction);
        if (ended.size() == 2) {
            endMail();
        }
    }

    @Override
    public void finish() {
        endMail();
        transactions.finish();
    }
}
