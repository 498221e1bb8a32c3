package io.brook.analysis.protocol.syslog;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** Syslog on its port. It is never confirmed: any text is a message, and Zeek 8.2 names no service for it. */
public final class SyslogAnalyzer extends AbstractAnalyzer {
    public SyslogAnalyzer() {
        super("syslog", Ports.udp(514), SyslogSession::new);
    }
}
