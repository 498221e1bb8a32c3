package io.brook.analysis.protocol.mysql;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.log.MysqlLog;
import java.util.Locale;

/** The lines of mysql.log: one for each command, written when it is answered or when another one follows. */
final class MysqlLines {
    private final SessionContext context;

    /** That of the command that waits for its answer; null when none does. */
    private MysqlLog line;

    MysqlLines(SessionContext context) {
        this.context = context;
    }

    void confirm() {
        context.confirm();
    }

    void login(String user) {
        if (line == null) {
            begin("login", user);
        }
    }

    /** @param number which command */
    void command(int number, String text) {
        finish();
        MysqlCommand command = MysqlCommand.of(number);
        begin(command == null ? "unknown-" + number : command.name().toLowerCase(Locale.ROOT), withoutZero(text));
        if (command == MysqlCommand.QUIT) {
            finish();
        }
    }

    private static String withoutZero(String text) {
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    private void begin(String command, String text) {
        line = new MysqlLog();
        line.setTs(context.time());
        line.setCmd(command);
        line.setArg(text);
    }

    /** The command at hand changes the user. */
    void user(String user) {
        if (line != null) {
            line.setArg(user);
        }
    }

    /** @param rows how many were affected */
    void ok(long rows) {
        write(true, rows, null);
    }

    void error(String message) {
        write(false, null, message);
    }

    /** A command that still waits for its answer is logged without one. */
    void finish() {
        write(null, null, null);
    }

    private void write(Boolean success, Long rows, String response) {
        if (line == null) {
            return;
        }
        line.setSuccess(success);
        line.setRows(rows);
        line.setResponse(response);
        context.log(line);
        line = null;
    }
}
