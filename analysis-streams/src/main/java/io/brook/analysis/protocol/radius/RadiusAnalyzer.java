package io.brook.analysis.protocol.radius;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** RADIUS on the port for authentication, as in Zeek: nothing in a packet tells it from others, and accounting has no log. */
public final class RadiusAnalyzer extends AbstractAnalyzer {
    public RadiusAnalyzer() {
        super("radius", Ports.udp(1812), RadiusSession::new);
    }
}
