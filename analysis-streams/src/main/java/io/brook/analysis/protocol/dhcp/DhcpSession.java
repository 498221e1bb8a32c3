package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.record.DhcpMessage;

/** The DHCP messages of one connection, each of which is a datagram (RFC 2131, section 2). */
final class DhcpSession implements AnalyzerSession {
    /** The magic cookie with which the options begin (RFC 2131, section 3). */
    static final int COOKIE = 0x63825363;

    private final SessionContext context;
    private boolean confirmed;

    DhcpSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        try {
            datagram(direction, DhcpParser.message(in));
        } catch (MalformedException e) {
            context.violation(e.violation());
        }
        return Outcome.CONTINUE;
    }

    private void datagram(Direction direction, DhcpDatagram datagram) {
        DhcpMessage message = datagram.message();
        if (message.getType() == 0) {
            context.violation("no DHCP message type option");
        }
        if (datagram.cookie() != COOKIE) {
            context.violation("bad cookie (" + datagram.cookie() + ")");
            return;
        }
        message.setUid(context.uid());
        message.setId(context.id());
        message.setFromOriginator(direction.isFromOriginator());
        context.report("DHCP " + Long.toHexString(datagram.transaction()), message);
        confirm();
    }

    /** Confirms once only: to confirm again after a violation would take the violation back. */
    private void confirm() {
        if (!confirmed) {
            confirmed = true;
            context.confirm();
        }
    }
}
