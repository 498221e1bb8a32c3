package io.brook.analysis.protocol.ntp;

import io.brook.analysis.analyzer.DatagramSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.NtpLog;
import java.util.EnumSet;
import java.util.Set;

/** Each datagram is a message; those about time are logged. */
final class NtpSession extends DatagramSession {
    private static final int CLIENT = 3;
    private static final int SERVER = 4;

    /** Messages of a higher mode are not about time. As in Zeek, one of the reserved mode, 0, has an empty line. */
    private static final int LAST_ABOUT_TIME = 5;

    /** The sides that have turned out to be the other one, each once. */
    private final Set<Direction> flipped = EnumSet.noneOf(Direction.class);

    NtpSession(SessionContext context) {
        super(context);
    }

    @Override
    protected void datagram(Direction direction, ByteCursor datagram) throws MalformedException {
        NtpLog message = NtpParser.message(datagram);
        context.confirm();
        int other = direction.isFromOriginator() ? SERVER : CLIENT;
        if (message.getMode() == other && flipped.add(direction)) {
            context.flipRoles();
        }
        if (message.getMode() <= LAST_ABOUT_TIME) {
            message.setTs(context.time());
            context.log(message);
        }
    }
}
