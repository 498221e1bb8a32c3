package io.brook.analysis.protocol.syslog;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SyslogLog;

/** Each datagram is a message, whatever it holds. */
final class SyslogSession implements AnalyzerSession {
    private final SessionContext context;

    SyslogSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (in.remaining() == 0) {
            context.violation(
                    "Binpac exception: binpac exception: out_of_bound: Syslog_Message_Optional_PRI:lt: 1 > 0");
            return Outcome.CONTINUE;
        }
        int priority = SyslogPriority.read(in);
        SyslogLog line = new SyslogLog();
        line.setTs(context.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setProto("udp");
        line.setFacility(SyslogPriority.facility(priority));
        line.setSeverity(SyslogPriority.severity(priority));
        line.setMessage(in.text(in.remaining()));
        context.log(line);
        return Outcome.CONTINUE;
    }
}
