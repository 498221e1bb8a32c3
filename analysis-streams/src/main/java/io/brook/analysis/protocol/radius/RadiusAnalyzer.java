package io.brook.analysis.protocol.radius;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** RADIUS on the port for authentication, as in Zeek: nothing in a packet tells it from others, and accounting has no log. */
public final class RadiusAnalyzer implements ProtocolAnalyzer {
    private static final Set<Integer> PORTS = Set.of(1812);

    @Override
    public String name() {
        return "radius";
    }

    @Override
    public Set<Integer> udpPorts() {
        return PORTS;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new RadiusSession(context);
    }
}
