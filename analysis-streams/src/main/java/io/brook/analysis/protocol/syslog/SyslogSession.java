package io.brook.analysis.protocol.syslog;

import io.brook.analysis.analyzer.DatagramSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SyslogLog;

/** Each datagram is a message, whatever it holds. */
final class SyslogSession extends DatagramSession {
    SyslogSession(SessionContext context) {
        super(context);
    }

    @Override
    protected void datagram(Direction direction, ByteCursor datagram) throws MalformedException {
        SyslogLog line = SyslogParser.message(datagram);
        line.setTs(context.time());
        line.setProto("udp");
        context.log(line);
    }
}
