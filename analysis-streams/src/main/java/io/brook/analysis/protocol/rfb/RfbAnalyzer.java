package io.brook.analysis.protocol.rfb;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** RFB where both sides begin with its name, on any port (Zeek's dpd_rfb_server, dpd_rfb_client). */
public final class RfbAnalyzer extends AbstractAnalyzer {
    private static final String NAME = "RFB";

    public RfbAnalyzer() {
        super("rfb", Ports.NONE, RfbSession::new);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (first.remaining() < NAME.length()) {
            return Probe.MORE;
        }
        return first.startsWith(NAME) ? Probe.YES : Probe.NO;
    }
}
