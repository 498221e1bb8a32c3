package io.brook.analysis.protocol.imap;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.LineSplitter;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection: every line is a tag, a command or condition, and anything. */
final class ImapSession implements AnalyzerSession {
    private static final Pattern LINE = Pattern.compile("([!-~]+) +([!-~]+)");

    /** After these there is no STARTTLS. In this case of letters only, as in Zeek. */
    private static final Set<String> TOO_LATE = Set.of("authenticate", "login", "examine", "create", "list", "fetch");

    private final SessionContext context;
    private final LineSplitter fromClient = new LineSplitter(true);
    private final LineSplitter fromServer = new LineSplitter(true);

    /** What the client has tagged its STARTTLS with; null before it. */
    private String startTlsTag;

    private boolean handedOver;
    private boolean done;

    ImapSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        byte[] bytes = in.array();
        int start = in.position();
        int end = start + in.remaining();
        LineSplitter lines = direction.isFromOriginator() ? fromClient : fromServer;
        int at = context.isPartial() ? end : start;
        while (at < end && !done && !handedOver) {
            at = lines.take(bytes, at, end);
            if (lines.hasLine() && lines.length() > 0) {
                String line = new String(lines.array(), lines.offset(), lines.length(), StandardCharsets.ISO_8859_1);
                line(direction, line);
            }
        }
        lines.release();
        in.skip(at - start);
        return done ? Outcome.STOP : Outcome.CONTINUE;
    }

    private void line(Direction direction, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.lookingAt()) {
            done = true;
            context.violation("Binpac exception: binpac exception: string mismatch");
            return;
        }
        String tag = matcher.group(1);
        String command = matcher.group(2);
        String lower = command.toLowerCase(Locale.ROOT);
        if (TOO_LATE.contains(command)) {
            context.confirm();
            done = true;
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
            handedOver = true;
            context.handOver("ssl");
        } else {
            context.weird(ImapWeird.STARTTLS_REFUSED);
        }
    }
}
