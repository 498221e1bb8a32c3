package io.brook.analysis.protocol.ntp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** NTP on its port; so short messages could be anything's elsewhere. */
public final class NtpAnalyzer implements ProtocolAnalyzer {
    private static final Set<Integer> PORTS = Set.of(123);

    @Override
    public String name() {
        return "ntp";
    }

    @Override
    public Set<Integer> udpPorts() {
        return PORTS;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new NtpSession(context);
    }
}
