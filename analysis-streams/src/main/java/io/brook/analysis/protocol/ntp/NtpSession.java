package io.brook.analysis.protocol.ntp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.NtpLog;

/** Looks at each message by its mode: about time from 1 to 5, control 6, private 7, reserved 0. */
final class NtpSession implements AnalyzerSession {
    private static final int CLIENT = 3;
    private static final int SERVER = 4;
    private static final int LAST_ABOUT_TIME = 5;
    private static final int CONTROL = 6;
    private static final int PRIVATE = 7;

    private final SessionContext context;

    /** Each side may turn out once to be the other one. */
    private boolean flippedByOriginator;

    private boolean flippedByResponder;

    NtpSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (in.remaining() == 0) {
            context.violation("Binpac exception: binpac exception: out_of_bound: NTP_PDU:first_byte: 1 > 0");
            return Outcome.CONTINUE;
        }
        int first = in.u8();
        int version = first >> 3 & 0x7;
        int mode = first & 0x7;
        NtpLog line = new NtpLog();
        String fault = parse(mode, in, line);
        if (fault != null) {
            context.violation("Binpac exception: binpac exception: out_of_bound: " + fault);
            return Outcome.CONTINUE;
        }
        context.confirm();
        if (direction.isFromOriginator() ? mode == SERVER : mode == CLIENT) {
            flip(direction);
        }
        if (mode <= LAST_ABOUT_TIME) {
            log(line, version, mode);
        }
        return Outcome.CONTINUE;
    }

    private static String parse(int mode, ByteCursor in, NtpLog line) {
        return switch (mode) {
            case 0 -> null;
            case CONTROL -> NtpOtherMessage.control(in);
            case PRIVATE -> NtpOtherMessage.ofMode7(in);
            default -> NtpTimeMessage.parse(in, line);
        };
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

    private void log(NtpLog line, int version, int mode) {
        line.setTs(context.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setVersion(version);
        line.setMode(mode);
        context.log(line);
    }
}
