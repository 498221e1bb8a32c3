package io.brook.analysis.protocol.syslog;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** Syslog on its port. It is never confirmed: any text is a message, and Zeek 8.2 names no service for it. */
public final class SyslogAnalyzer implements ProtocolAnalyzer {
    private static final Set<Integer> PORTS = Set.of(514);

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Set<Integer> udpPorts() {
        return PORTS;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new SyslogSession(context);
    }
}
