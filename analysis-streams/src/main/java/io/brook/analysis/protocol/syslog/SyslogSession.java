package io.brook.analysis.protocol.syslog;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
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
        try {
            log(SyslogParser.message(in));
        } catch (MalformedException e) {
            context.violation(e.violation());
        }
        return Outcome.CONTINUE;
    }

    private void log(SyslogMessage message) {
        SyslogLog line = new SyslogLog();
        line.setTs(context.time());
        line.setUid(context.uid());
        line.setId(context.id());
        line.setProto("udp");
        line.setFacility(SyslogPriority.facility(message.priority()));
        line.setSeverity(SyslogPriority.severity(message.priority()));
        line.setMessage(message.text());
        context.log(line);
    }
}
