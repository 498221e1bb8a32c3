package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.record.DhcpMessage;

/** The DHCP messages of one connection, each a datagram that says all it has to say (RFC 2131, section 2). */
final class DhcpSession implements AnalyzerSession {
    /** The magic cookie with which the options begin (RFC 2131, section 3). */
    static final int COOKIE = 0x63825363;

    static final int COOKIE_OFFSET = 236;

    private static final int TRANSACTION_OFFSET = 4;
    private static final int FROM_TRANSACTION_TO_ASSIGNED = 8;
    private static final int FROM_ASSIGNED_TO_HARDWARE = 8;
    private static final int HARDWARE_LENGTH = 16;
    private static final int FROM_HARDWARE_TO_COOKIE = 192;

    private final SessionContext context;
    private boolean confirmed;

    DhcpSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (in.remaining() < COOKIE_OFFSET + Integer.BYTES) {
            context.violation("Binpac exception: binpac exception: out_of_bound: DHCP_Message:cookie: "
                    + (COOKIE_OFFSET + Integer.BYTES) + " > " + in.remaining());
            return Outcome.CONTINUE;
        }
        DhcpMessage message = new DhcpMessage();
        message.setUid(context.uid());
        message.setId(context.id());
        message.setFromOriginator(direction.isFromOriginator());
        String transaction = header(message, in);
        int cookie = (int) in.u32();
        String fault = DhcpOptions.read(in, message);
        if (fault != null) {
            context.violation("Binpac exception: binpac exception: out_of_bound: " + fault);
            return Outcome.CONTINUE;
        }
        if (message.getType() == 0) {
            context.violation("no DHCP message type option");
        }
        if (cookie != COOKIE) {
            context.violation("bad cookie (" + cookie + ")");
            return Outcome.CONTINUE;
        }
        context.report(transaction, message);
        confirm();
        return Outcome.CONTINUE;
    }

    /** @return what identifies the transaction */
    private static String header(DhcpMessage message, ByteCursor in) {
        in.skip(TRANSACTION_OFFSET);
        String transaction = "DHCP " + Long.toHexString(in.u32());
        in.skip(FROM_TRANSACTION_TO_ASSIGNED);
        int assigned = (int) in.u32();
        message.setAssigned(assigned == 0 ? null : IpAddress.v4(assigned).toString());
        in.skip(FROM_ASSIGNED_TO_HARDWARE);
        message.setClientHardware(DhcpHardwareAddress.format(in, HARDWARE_LENGTH));
        in.skip(FROM_HARDWARE_TO_COOKIE);
        return transaction;
    }

    /** Confirms once only: to confirm again after a violation would take the violation back. */
    private void confirm() {
        if (!confirmed) {
            confirmed = true;
            context.confirm();
        }
    }
}
