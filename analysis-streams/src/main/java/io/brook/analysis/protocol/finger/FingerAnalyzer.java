package io.brook.analysis.protocol.finger;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** Finger, on its port only: its first bytes could belong to any protocol. */
public final class FingerAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "finger";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(79);
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new FingerSession(context);
    }
}
