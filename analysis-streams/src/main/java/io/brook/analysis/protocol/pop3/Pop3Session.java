package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.Logins;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.line.LineSession;
import io.brook.analysis.line.LineSplitter;
import io.brook.schemas.flow.Direction;
import java.util.ArrayDeque;

/** What client and server say to each other. Commands wait until those before them are answered. */
final class Pop3Session extends LineSession {
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

    private Phase phase = Phase.START;

    /** The command that the next reply is to; null before the first. */
    private Pop3Command asked;

    /** The command that it answers if the client turns out to be logged in although no login was seen; null for none. */
    private Pop3Command guess;

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
    private Pop3Mail mail;

    private boolean midLine;

    Pop3Session(SessionContext context) {
        super(context, true);
    }

    @Override
    protected void line(Direction direction, LineSplitter line) {
        if (direction.isFromOriginator()) {
            clientLine(line.text());
        } else if (inLongReply) {
            longReplyLine(line);
        } else {
            reply(line);
        }
    }

    @Override
    protected void flush() {
        if (mail != null) {
            mail.flush();
        }
    }

    private void clientLine(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (loggingIn) {
            Pop3Login.check(context, line, plainLogin);
            return;
        }
        waiting.add(line);
        if (waiting.size() == 1) {
            command();
        } else if (waiting.size() > MAX_PENDING) {
            context.weird(Pop3Weird.TOO_MANY_PENDING);
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
        Pop3Line line = Pop3Parser.parse(waiting.peek());
        Pop3Command command = line.command();
        if (command == null) {
            unknownCommand(line);
            return;
        }
        switch (command) {
            case OK, ERR -> context.weird(Pop3Weird.CLIENT_SENDS_REPLIES);
            case USER, APOP -> askIf(phase == Phase.AUTHORIZATION, command);
            case PASS -> askIf(phase == Phase.AUTHORIZATION && asked == Pop3Command.USER, command);
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

    private void unknownCommand(Pop3Line line) {
        if (loggingIn) {
            return;
        }
        context.weird(Pop3Weird.UNKNOWN_COMMAND, line.shownWord());
        unknown++;
        if (unknown > MAX_UNKNOWN) {
            context.violation("unknown client command (" + line.shownWord() + ")");
            interrupt();
        }
    }

    private void askIf(boolean allowed, Pop3Command command) {
        if (allowed) {
            asked = command;
        }
    }

    private void askOrGuess(Pop3Command command) {
        if (phase == Phase.TRANSACTION) {
            asked = command;
        } else {
            guess = command;
        }
    }

    private void quit() {
        if (phase == Phase.OVER) {
            guess = Pop3Command.LAST;
        } else {
            asked = Pop3Command.QUIT;
        }
    }

    private void auth(String method) {
        if (phase != Phase.AUTHORIZATION) {
            return;
        }
        asked = Pop3Command.AUTH;
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

    private void reply(LineSplitter raw) {
        Pop3Line line = Pop3Parser.parse(raw.text());
        if (line.command() == null) {
            unknownReply(line, raw.text());
        } else if (line.command() == Pop3Command.OK) {
            good(raw);
        } else if (line.command() == Pop3Command.ERR) {
            bad();
        } else {
            context.weird(Pop3Weird.SERVER_SENDS_COMMANDS);
        }
    }

    private void unknownReply(Pop3Line line, String text) {
        if (!loggingIn) {
            context.violation("unknown server command (" + line.shownWord() + ")", text);
            context.weird(Pop3Weird.UNKNOWN_REPLY, line.shownWord());
            interrupt();
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
        if (!inLongReply && asked != Pop3Command.STLS) {
            answered();
        }
    }

    private void goodReplyTo(Pop3Command command, LineSplitter raw) {
        switch (command) {
            case USER -> {
                phase = Phase.AUTHORIZATION;
                context.confirm();
            }
            case PASS, APOP -> {
                phase = Phase.TRANSACTION;
                Logins.report(context, "POP3", true);
            }
            case NOOP, LAST, STAT, RSET, DELE, XSENDER -> phase = Phase.TRANSACTION;
            case AUTH -> {
                inLongReply = longReply;
                if (loggingIn) {
                    Logins.report(context, "POP3", true);
                    phase = Phase.TRANSACTION;
                }
                loggingIn = false;
            }
            case TOP, RETR -> {
                if (mail == null) {
                    mail = new Pop3Mail(context);
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
                context.handOver("ssl");
                interrupt();
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
                    if (asked != Pop3Command.USER) {
                        Logins.report(context, "POP3", false);
                    }
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

    @Override
    public void finish() {
        endMail();
    }
}
