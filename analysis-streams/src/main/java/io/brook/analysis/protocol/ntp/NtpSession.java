package io.brook.analysis.protocol.ntp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.NtpLog;

/** Each datagram is a message; those about time are logged. */
final class NtpSession implements AnalyzerSession {
    private final SessionContext context;

    /** Each side may turn out once to be the other one. */
    private boolean flippedByOriginator;

    private boolean flippedByResponder;

    NtpSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        try {
            message(direction, NtpParser.message(in));
        } catch (MalformedException e) {
            context.violation(e.violation());
        }
        return Outcome.CONTINUE;
    }

    private void message(Direction direction, NtpMessage message) {
        context.confirm();
        if (message.mode() == (direction.isFromOriginator() ? NtpMessage.SERVER : NtpMessage.CLIENT)) {
            flip(direction);
        }
        if (message.isLogged()) {
            log(message);
        }
    }

    private void flip(Direction direction) {
        boolean flipped = direction.isFromOriginator() ? flippedByOriginator : flippedByResponder;
        if (flipped) {
            return;
        }
        context.flipRoles();
        if (direction.isFromOriginator()) {
            flippedByOriginator = true;
        } else {
            flippedByResponder = true;
        }
    }

    private void log(NtpMessage message) {
        NtpLog line = new NtpLog();
        line.setTs(context.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setVersion(message.version());
        line.setMode(message.mode());
        if (message.time() != null) {
            describe(message.time(), line);
        }
        context.log(line);
    }

    private static void describe(NtpTimeMessage time, NtpLog line) {
        line.setStratum(time.stratum());
        line.setPoll(time.poll());
        line.setPrecision(time.precision());
        line.setRootDelay(time.rootDelay());
        line.setRootDisp(time.rootDispersion());
        line.setRefId(time.referenceId());
        line.setRefTime(time.reference());
        line.setOrgTime(time.origin());
        line.setRecTime(time.receive());
        line.setXmtTime(time.transmit());
        line.setNumExts(time.extensions());
    }
}
