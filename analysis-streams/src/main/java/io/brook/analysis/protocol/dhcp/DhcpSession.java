package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.analyzer.DatagramSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.record.DhcpMessage;

/** The DHCP messages of one connection, each of which is a datagram (RFC 2131, section 2). */
final class DhcpSession extends DatagramSession {
    /** The magic cookie with which the options begin (RFC 2131, section 3). */
    static final int COOKIE = 0x63825363;

    private boolean confirmed;

    DhcpSession(SessionContext context) {
        super(context);
    }

    @Override
    protected void datagram(Direction direction, ByteCursor in) throws MalformedException {
        DhcpDatagram datagram = DhcpParser.message(in);
        DhcpMessage message = datagram.message();
        if (message.getType() == 0) {
            context.violation("no DHCP message type option");
        }
        if (datagram.cookie() != COOKIE) {
            context.violation("bad cookie (" + datagram.cookie() + ")");
            return;
        }
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
