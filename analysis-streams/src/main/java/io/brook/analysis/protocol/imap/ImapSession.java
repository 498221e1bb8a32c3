package io.brook.analysis.protocol.imap;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.analysis.line.LineSession;
import io.brook.analysis.line.LineSplitter;
import io.brook.analysis.line.LineWeird;
import io.brook.schemas.flow.Direction;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection: every line is a tag, a command or condition, and anything. */
final class ImapSession extends LineSession {
    private static final Pattern LINE = Pattern.compile("([!-~]+) +([!-~]+)");

    /** After these there is no STARTTLS. In this case of letters only, as in Zeek. */
    private static final Set<String> TOO_LATE = Set.of("authenticate", "login", "examine", "create", "list", "fetch");

    /** What the client has tagged its STARTTLS with; null before it. */
    private String startTlsTag;

    ImapSession(SessionContext context) {
        super(context, true);
    }

    @Override
    protected void line(Direction direction, LineSplitter line) {
        if (line.length() > 0) {
            line(direction, line.text());
        }
    }

    /** Zeek's parser splits lines itself, and finds nothing odd about how they end. */
    @Override
    protected void odd(LineWeird weird) {}

    @Override
    public Outcome gap(Direction direction, long missing) {
        return Outcome.STOP;
    }

    /** A line without an end does not count. */
    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {}

    private void line(Direction direction, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.lookingAt()) {
            stop();
            context.violation(new MalformedException("string mismatch").violation());
            return;
        }
        String tag = matcher.group(1);
        String command = matcher.group(2);
        String lower = command.toLowerCase(Locale.ROOT);
        if (TOO_LATE.contains(command)) {
            context.confirm();
            stop();
        } else if (direction.isFromOriginator()) {
            clientLine(tag, command, lower);
        } else {
            serverLine(tag, lower);
        }
    }

    private void clientLine(String tag, String command, String lower) {
        boolean startTls = lower.equals("starttls");
        if (startTls || command.equals("capability")) {
            context.confirm();
        }
        if (startTls) {
            if (startTlsTag != null) {
                context.weird(ImapWeird.DUPLICATE_STARTTLS);
            }
            startTlsTag = tag;
        }
    }

    private void serverLine(String tag, String condition) {
        boolean ok = condition.equals("ok");
        if (ok && tag.equals("*")) {
            context.confirm();
        }
        if (!tag.equals(startTlsTag)) {
            return;
        }
        if (ok) {
            interrupt();
            context.handOver("ssl");
        } else {
            context.weird(ImapWeird.STARTTLS_REFUSED);
        }
    }
}
