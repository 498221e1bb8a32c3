package io.brook.analysis.protocol.xmpp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection: tags, one after the other. Text between them ends the session, as in Zeek. */
final class XmppSession implements AnalyzerSession {
    /** Longer tags are not accepted. */
    private static final int MAX_TAG = 16 * 1024;

    private static final Pattern NAME = Pattern.compile("/?[?:0-9A-Za-z]+");

    /** After these there is no STARTTLS. */
    private static final Set<String> TOO_LATE = Set.of("success", "message", "db:result", "db:verify", "presence");

    private final SessionContext context;
    private boolean startTlsAsked;
    private boolean handedOver;
    private boolean done;

    XmppSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            in.skip(in.remaining());
            return Outcome.CONTINUE;
        }
        boolean more = true;
        while (more && !done && !handedOver) {
            more = tag(direction, in);
        }
        return done ? Outcome.STOP : Outcome.CONTINUE;
    }

    /** @return whether there was a whole one */
    private boolean tag(Direction direction, ByteCursor in) {
        skipSpace(in);
        if (in.remaining() == 0) {
            return false;
        }
        int length = lengthOfTag(in);
        if (length == 0) {
            return false;
        }
        if (length < 0) {
            violation();
            return false;
        }
        Matcher matcher = NAME.matcher(in.text(length)).region(1, length);
        if (matcher.lookingAt()) {
            named(direction, matcher.group());
        } else {
            violation();
        }
        skipSpace(in);
        return true;
    }

    private static void skipSpace(ByteCursor in) {
        while (in.remaining() > 0 && isSpace(in.peek(0))) {
            in.skip(1);
        }
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\r' || octet == '\n';
    }

    /** @return 0 when it is not complete, -1 when it is none */
    private static int lengthOfTag(ByteCursor in) {
        if (in.peek(0) != '<') {
            return -1;
        }
        for (int i = 1; i < in.remaining() && i < MAX_TAG; i++) {
            if (in.peek(i) == '>') {
                return i + 1;
            }
            if (in.peek(i) == '<') {
                return -1;
            }
        }
        return in.remaining() < MAX_TAG ? 0 : -1;
    }

    private void violation() {
        done = true;
        context.violation("Binpac exception: binpac exception: string mismatch");
    }

    private void named(Direction direction, String name) {
        if (TOO_LATE.contains(name)) {
            done = true;
        }
        int colon = name.indexOf(':');
        String local = colon >= 0 && colon + 1 < name.length() ? name.substring(colon + 1) : name;
        if (direction.isFromOriginator()) {
            if (name.equals("stream:stream")) {
                context.confirm();
            }
            startTlsAsked |= local.equals("starttls") || name.equals("starttls");
        } else if (local.equals("proceed") && startTlsAsked) {
            handedOver = true;
            context.handOver("ssl");
        } else if (name.equals("proceed")) {
            context.weird(XmppWeird.PROCEED_WITHOUT_STARTTLS);
        }
    }
}
