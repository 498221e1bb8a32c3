package io.brook.analysis.protocol.rfb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** RFB where both sides begin with its name, on any port (Zeek's dpd_rfb_server, dpd_rfb_client). */
public final class RfbAnalyzer implements ProtocolAnalyzer {
    private static final String NAME = "RFB";

    @Override
    public String name() {
        return "rfb";
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (first.remaining() < NAME.length()) {
            return Probe.MORE;
        }
        return first.startsWith(NAME) ? Probe.YES : Probe.NO;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new RfbSession(context);
    }
}
