package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** One connection: packets of both sides (RFC 1006 around X.224), until they are encrypted or bytes are missing. */
final class RdpSession implements AnalyzerSession {
    private static final int HEADER = 4;
    private static final int LENGTH = 2;
    private static final int CONFIRM = 0xd0;
    private static final int REQUEST = 0xe0;
    private static final int DATA = 0xf0;
    private static final int CLIENT = 0x65;
    private static final int SERVER = 0x66;

    private final SessionContext context;
    private final RdpLine line;
    private final Negotiation negotiation;
    private final Conference conference;
    private boolean handedOver;

    RdpSession(SessionContext context) {
        this.context = context;
        this.line = new RdpLine(context);
        this.negotiation = new Negotiation(line);
        this.conference = new Conference(line);
    }

    /** What follows a violation is left: it comes again if the violation did not count. */
    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        line.writeIfDue();
        boolean goOn = true;
        while (goOn && in.remaining() >= HEADER && in.remaining() >= length(in)) {
            goOn = packet(in.slice(length(in)));
        }
        return conference.isEncrypted() ? Outcome.STOP : Outcome.CONTINUE;
    }

    private static int length(ByteCursor in) {
        return Math.max(HEADER, in.peek16(LENGTH));
    }

    /** @return whether the next one is wanted */
    private boolean packet(ByteCursor packet) {
        packet.skip(HEADER);
        try {
            contents(new Fields(packet));
        } catch (MalformedException e) {
            context.violation(e.violation());
            line.write();
            return false;
        }
        return !handedOver && !conference.isEncrypted();
    }

    private void contents(Fields in) throws MalformedException {
        int length = in.u8("COTP:cotp_len");
        switch (in.u8("COTP:pdu")) {
            case REQUEST -> negotiation.request(in, length);
            case CONFIRM -> {
                if (negotiation.confirm(in, length) > 0) {
                    handedOver = true;
                    context.handOverToDetection();
                }
            }
            case DATA -> conference(in);
            default -> {}
        }
    }

    private void conference(Fields in) throws MalformedException {
        in.skip("DT_Data:application_defined_type", 2);
        switch (in.u8("DT_Data:application_type")) {
            case CLIENT -> conference.request(in);
            case SERVER -> conference.response(in);
            default -> {}
        }
    }

    @Override
    public void finish() {
        line.write();
    }
}
