package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.LineSplitter;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** What client and server say to each other. Commands wait until those before them are answered. */
final class Dialogue {
    /** Zeek's POP3::max_pending_commands: then the oldest is forgotten. */
    private static final int MAX_PENDING = 10;

    /** Zeek's POP3::max_unknown_client_commands. */
    private static final int MAX_UNKNOWN = 10;

    /** Where a session is (RFC 1939, section 3). */
    private enum Phase {
        START,
        AUTHORIZATION,
        TRANSACTION,
        OVER
    }

    private final SessionContext context;
    private Phase phase = Phase.START;

    /** The command that the next reply is to; null before the first. */
    private Command asked;

    /** The command that it is to if the client turns out to be logged in although that was not seen; null when it is none. */
    private Command guess;

    /** The client's lines that were not answered, the one at hand first. */
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    private int unknown;

    /** Whether the client's lines are a login, and no commands. */
    private boolean loggingIn;

    private boolean plainLogin;

    /** Whether a list or a mail follows a good reply. */
    private boolean longReply;

    /** Whether it has begun to follow. */
    private boolean inLongReply;

    /** The mail that is being fetched; null when none is. */
    private Mail mail;

    private boolean midLine;
    private boolean violated;
    private boolean handedOver;

    Dialogue(SessionContext context) {
        this.context = context;
    }

    /** Whether no more lines are wanted. */
    boolean isOver() {
        return violated || handedOver;
    }

    /** More lines are wanted, although one was a violation. */
    void forgetViolation() {
        violated = false;
    }

    void flush() {
        if (mail != null) {
            mail.flush();
        }
    }

    void line(Direction direction, LineSplitter line) {
        if (direction.isFromOriginator()) {
            clientLine(text(line));
        } else if (inLongReply) {
            longReplyLine(line);
        } else {
            reply(line, text(line));
        }
    }

    private static String text(LineSplitter line) {
        return new String(line.array(), line.offset(), line.length(), StandardCharsets.ISO_8859_1);
    }

    private void clientLine(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (loggingIn) {
            Secret.check(context, line, plainLogin);
            return;
        }
        waiting.add(line);
        if (waiting.size() == 1) {
            command();
        } else if (waiting.size() > MAX_PENDING) {
            context.weird("pop3_client_too_many_pending_commands", null);
            answered();
        }
    }

    /** The client's oldest line is answered: the next one is the one at hand. */
    private void answered() {
        waiting.poll();
        command();
    }

    private void command() {
        if (waiting.isEmpty()) {
            return;
        }
        Line line = Line.parse(waiting.peek());
        Command command = line.word() == null ? null : Command.of(line.word());
        if (command == null) {
            unknownCommand(line.word());
            return;
        }
        switch (command) {
            case OK, ERR -> context.weird("pop3_client_sending_server_commands", null);
            case USER, APOP -> askIf(phase == Phase.AUTHORIZATION, command);
            case PASS -> askIf(phase == Phase.AUTHORIZATION && asked == Command.USER, command);
            case AUTH -> auth(line.rest());
            case STAT -> askIf(phase == Phase.TRANSACTION, command);
            case CAPA -> {
                longReply = true;
                asked = command;
            }
            case STLS -> asked = command;
            case LIST, UIDL -> {
                longReply |= line.rest().isEmpty();
                askOrGuess(command);
            }
            case RETR, TOP -> {
                longReply = true;
                askOrGuess(command);
            }
            case QUIT -> quit();
            case DELE, RSET, NOOP, LAST, XSENDER -> askOrGuess(command);
        }
    }

    private void unknownCommand(String word) {
        if (loggingIn) {
            return;
        }
        context.weird("pop3_client_command_unknown", shown(word));
        unknown++;
        if (unknown > MAX_UNKNOWN) {
            violated = true;
            context.violation("unknown client command (" + shown(word) + ")");
        }
    }

    private static String shown(String word) {
        return word == null ? "???" : word;
    }

    private void askIf(boolean allowed, Command command) {
        if (allowed) {
            asked = command;
        }
    }

    private void askOrGuess(Command command) {
        if (phase == Phase.TRANSACTION) {
            asked = command;
        } else {
            guess = command;
        }
    }

    private void quit() {
        if (phase == Phase.OVER) {
            guess = Command.LAST;
        } else {
            asked = Command.QUIT;
        }
    }

    private void auth(String method) {
        if (phase != Phase.AUTHORIZATION) {
            return;
        }
        asked = Command.AUTH;
        if (method.isEmpty()) {
            longReply = true;
        } else {
            loggingIn = true;
            plainLogin = !method.contains("LOGIN") && method.contains("PLAIN");
        }
    }

    private void longReplyLine(LineSplitter line) {
        boolean last = !midLine && line.length() == 1 && line.array()[line.offset()] == '.';
        midLine = !line.isWhole();
        if (last) {
            longReply = false;
            inLongReply = false;
            endMail();
            answered();
        } else if (mail != null) {
            mail.line(line.array(), line.offset(), line.length(), line.isWhole());
        }
    }

    private void reply(LineSplitter raw, String text) {
        Line line = Line.parse(text);
        Command command = line.word() == null ? null : Command.of(line.word());
        if (command == null) {
            if (!loggingIn) {
                violated = true;
                context.violation("unknown server command (" + shown(line.word()) + ")", text);
                context.weird("pop3_server_command_unknown", shown(line.word()));
            }
        } else if (command == Command.OK) {
            good(raw);
        } else if (command == Command.ERR) {
            bad();
        } else {
            context.weird("pop3_server_sending_client_commands", null);
        }
    }

    private void good(LineSplitter raw) {
        if (guess != null) {
            phase = Phase.TRANSACTION;
            asked = guess;
            guess = null;
        }
        if (asked == null) {
            phase = Phase.AUTHORIZATION;
        } else {
            goodReplyTo(asked, raw);
        }
        if (!inLongReply && !handedOver) {
            answered();
        }
    }

    private void goodReplyTo(Command command, LineSplitter raw) {
        switch (command) {
            case USER -> {
                phase = Phase.AUTHORIZATION;
                context.confirm();
            }
            case PASS, APOP, NOOP, LAST, STAT, RSET, DELE, XSENDER -> phase = Phase.TRANSACTION;
            case AUTH -> {
                inLongReply = longReply;
                phase = loggingIn ? Phase.TRANSACTION : phase;
                loggingIn = false;
            }
            case TOP, RETR -> {
                if (mail == null) {
                    mail = new Mail(context);
                }
                mail.line(raw.array(), raw.offset(), raw.length(), true);
                inLongReply = longReply;
            }
            case CAPA -> {
                context.confirm();
                inLongReply = longReply;
            }
            case UIDL, LIST -> inLongReply = longReply;
            case STLS -> {
                context.confirm();
                handedOver = true;
                context.handOver("ssl");
            }
            case QUIT -> phase = Phase.OVER;
            default -> {}
        }
    }

    private void bad() {
        longReply = false;
        guess = null;
        loggingIn = false;
        if (asked != null) {
            switch (asked) {
                case USER, PASS, APOP, AUTH -> {
                    phase = Phase.AUTHORIZATION;
                    asked = null;
                }
                case NOOP, LAST, STAT, RSET, DELE, LIST, RETR, UIDL, TOP, XSENDER -> phase = Phase.TRANSACTION;
                case QUIT -> phase = Phase.OVER;
                default -> {}
            }
        }
        answered();
    }

    private void endMail() {
        if (mail != null) {
            mail.end();
            mail = null;
        }
    }

    void finish() {
        endMail();
    }
}
