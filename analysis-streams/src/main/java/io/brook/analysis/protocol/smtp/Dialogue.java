package io.brook.analysis.protocol.smtp;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.line.LineSplitter;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * What client and server say to each other, line by line. Commands take effect before they are replied to, because clients
 * pipeline; replies take back what a command did. Any command may come at any time.
 */
final class Dialogue {
    private static final int MAX_PENDING = 1000;
    private static final int SERVICE_READY = 220;
    private static final int OK = 250;
    private static final int GO_ON_WITH_AUTH = 334;
    private static final int GO_ON_WITH_MAIL = 354;

    private final SessionContext context;
    private final Transactions transactions;
    private Stage stage = Stage.COMMANDS;

    /** In which direction commands go: TURN makes the server the client. */
    private Direction client = Direction.ORIGINATOR;

    /** The command that the next reply is to; null when there is none. */
    private Command awaiting = Command.CONN_ESTABLISHMENT;

    /** Commands after that one, in their order. */
    private final ArrayDeque<Command> pending = new ArrayDeque<>();

    /** The command that the last reply was to; null when unknown. */
    private Command replied;

    /** The code of a reply that goes on in the next line; 0 when none does. */
    private int continued;

    /** The mail that is being transferred; null when none is. */
    private Mail mail;

    /** Its chunks, when it comes in chunks. */
    private Chunks chunks;

    private Direction chunkDirection;

    /** Whether the mail's last line was only the beginning of one. */
    private boolean midLine;

    private boolean violated;
    private boolean handedOver;

    Dialogue(SessionContext context) {
        this.context = context;
        this.transactions = new Transactions(context);
    }

    /** Whether no more lines are wanted. */
    boolean isOver() {
        return violated || handedOver || isGivenUp();
    }

    /** More lines are wanted, although one was a violation. */
    void forgetViolation() {
        violated = false;
    }

    /** Whether there was too much nonsense. */
    boolean isGivenUp() {
        return transactions.isGivenUp();
    }

    void flush() {
        if (mail != null) {
            mail.flush();
        }
    }

    void line(Direction direction, LineSplitter line) {
        if (direction != client) {
            reply(direction, text(line));
        } else if (stage == Stage.IN_DATA) {
            dataLine(direction, line);
        } else if (stage == Stage.IN_AUTH) {
            await(Command.AUTH_ANSWER);
            request("**", "");
        } else if (stage != Stage.AFTER_GAP) {
            command(direction, text(line));
        }
    }

    private static String text(LineSplitter line) {
        return new String(line.array(), line.offset(), line.length(), StandardCharsets.ISO_8859_1);
    }

    private void dataLine(Direction direction, LineSplitter line) {
        byte[] bytes = line.array();
        boolean dot = !midLine && line.length() > 0 && bytes[line.offset()] == '.';
        midLine = !line.isWhole();
        if (dot && line.length() == 1) {
            await(Command.END_OF_DATA);
            endOfData();
            request(".", "");
            return;
        }
        if (mail == null) {
            beginMail(direction, Stage.IN_DATA);
        }
        int stuffed = dot ? 1 : 0;
        mail.line(bytes, line.offset() + stuffed, line.length() - stuffed, line.isWhole());
    }

    private void endOfData() {
        endData();
        stage = Stage.COMMANDS;
    }

    private void command(Direction direction, String line) {
        int length = 0;
        while (length < line.length() && !Words.isSpace(line.charAt(length)) && line.charAt(length) != 0) {
            length++;
        }
        String word = line.substring(0, length);
        Command command = Command.of(word);
        if (command == null) {
            return;
        }
        await(command);
        String argument = Words.skipSpace(line, length);
        if (command == Command.END_OF_DATA) {
            endOfData();
            request(word, argument);
            return;
        }
        request(word, argument);
        if (command == Command.BDAT) {
            beginChunk(direction, ChunkSize.parse(argument));
            return;
        }
        if (chunks != null) {
            context.weird("smtp_missing_bdat_last_chunk", null);
            endData();
        }
        begin(command, direction);
    }

    private void await(Command command) {
        if (awaiting == null) {
            awaiting = command;
            return;
        }
        if (pending.size() == MAX_PENDING) {
            context.weird("smtp_excessive_pending_cmds", null);
            pending.clear();
        }
        pending.add(command);
    }

    private void request(String word, String argument) {
        context.confirm();
        transactions.request(word, argument);
    }

    private void beginChunk(Direction direction, ChunkSize chunk) {
        if (chunk.error() != null) {
            context.weird("smtp_invalid_bdat_command", chunk.error());
        } else if (chunk.size() < 0) {
            context.weird("smtp_huge_bdat_chunk", Long.toUnsignedString(chunk.size()));
        } else {
            if (chunks == null) {
                beginMail(direction, Stage.IN_CHUNK);
                chunks = new Chunks(context, mail);
            }
            chunkDirection = direction;
            chunks.next(chunk);
            stage = Stage.IN_CHUNK;
        }
    }

    /** How many bytes come that are no lines. */
    long chunkLeft(Direction direction) {
        return chunks != null && direction == chunkDirection ? chunks.left() : 0;
    }

    /** @param length more than 0, and at most what is left of the chunk */
    void chunk(byte[] bytes, int offset, int length) {
        chunks.data(bytes, offset, length);
        if (chunks.isComplete()) {
            endData();
        }
        if (chunks == null || chunks.left() == 0) {
            stage = Stage.COMMANDS;
        }
    }

    /** What a command does if it succeeds. */
    private void begin(Command command, Direction direction) {
        switch (command) {
            case DATA -> beginMail(direction, Stage.IN_DATA);
            case CONN_ESTABLISHMENT, EHLO, HELO, MAIL, SEND, SOML, SAML, RCPT, RSET, QUIT -> stage = Stage.COMMANDS;
            default -> {}
        }
    }

    private void reply(Direction direction, String line) {
        int code = replyCode(line);
        if (code < 0) {
            violated = true;
            context.violation("reply code -1 out of range", line);
            return;
        }
        if (continued != code) {
            newReply(direction, code);
        }
        boolean goesOn = line.length() > 3 && line.charAt(3) == '-';
        continued = goesOn ? code : 0;
        transactions.reply(code, Words.skipSpace(line, goesOn ? 4 : 3), replied, goesOn);
    }

    private static int replyCode(String line) {
        if (line.length() < 3) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            char digit = line.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            code = 10 * code + digit - '0';
        }
        return code < 100 || code > 599 ? -1 : code;
    }

    private void newReply(Direction direction, int code) {
        if (stage == Stage.AFTER_GAP) {
            stage = Stage.RECOVERING;
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
            case END_OF_DATA -> stage = Stage.COMMANDS;
            case AUTH, AUTH_ANSWER -> stage = code == GO_ON_WITH_AUTH ? Stage.IN_AUTH : Stage.COMMANDS;
            case TURN -> replyToTurn(code);
            case STARTTLS, X_ANONYMOUSTLS -> replyToStartTls(code);
            case CONN_ESTABLISHMENT -> replyToConnection(code);
            case RCPT, BDAT, RSET, QUIT -> {}
            default -> replyToOther(direction, code);
        }
    }

    private void replyToConnection(int code) {
        if (code == 421 || code == 554) {
            stage = Stage.COMMANDS;
        }
    }

    private void replyToGreeting(int code) {
        switch (code) {
            case 421, 500, 501, 504, 550 -> stage = Stage.COMMANDS;
            default -> {}
        }
    }

    private void replyToMail(int code) {
        switch (code) {
            case 421, 451, 452, 500, 501, 503, 550, 552, 553 -> {
                if (stage != Stage.IN_DATA) {
                    stage = Stage.COMMANDS;
                }
            }
            default -> {}
        }
    }

    private void replyToData(int code) {
        if (code == GO_ON_WITH_MAIL) {
            return;
        }
        if (stage == Stage.IN_DATA) {
            endData();
        }
        stage = Stage.COMMANDS;
    }

    private void replyToTurn(int code) {
        if (code == OK) {
            client = client.opposite();
            stage = Stage.COMMANDS;
        }
    }

    private void replyToStartTls(int code) {
        if (code == SERVICE_READY) {
            transactions.startTls();
            handedOver = true;
            context.handOver("ssl");
        }
    }

    private void replyToOther(Direction direction, int code) {
        if (stage == Stage.RECOVERING && code == GO_ON_WITH_MAIL) {
            beginMail(direction, Stage.IN_DATA);
        }
    }

    /** Bytes of one side are missing: that may have been commands, their replies, or the end of a mail. */
    void gap(long missing) {
        if (handedOver) {
            return;
        }
        if (stage == Stage.IN_DATA || stage == Stage.IN_CHUNK) {
            if (mail != null) {
                mail.gap(missing);
            }
            endData();
        }
        pending.clear();
        awaiting = null;
        replied = null;
        stage = Stage.AFTER_GAP;
    }

    private void beginMail(Direction direction, Stage how) {
        stage = how;
        midLine = false;
        if (mail != null) {
            context.weird("smtp_nested_mail_transaction", null);
            mail.end();
        }
        mail = new Mail(context, transactions, direction);
    }

    private void endData() {
        if (mail == null) {
            context.weird("smtp_unmatched_end_of_data", null);
        }
        endMail();
    }

    /** Ends the mail that is being transferred, if one is. */
    void endMail() {
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

    void finish() {
        endMail();
        transactions.finish();
    }
}
