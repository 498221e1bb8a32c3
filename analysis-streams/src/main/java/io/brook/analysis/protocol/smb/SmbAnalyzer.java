package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** SMB on its ports, directly over TCP or over NetBIOS, or wherever one side begins with a message of it: Zeek's dpd_smb. */
public final class SmbAnalyzer extends AbstractAnalyzer {
    public SmbAnalyzer() {
        super("smb", Ports.tcp(139, 445), SmbSession::new, SmbWeird.values());
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (first.remaining() < SmbFrames.PREFIX) {
            return Probe.MORE;
        }
        // A dot in Zeek's signature (dpd_smb) is no line feed: a message whose length has a 10 in it is not found.
        return SmbFrames.beginsMessage(first) && first.hasNoLineFeed(0, SmbFrames.FRAMING) ? Probe.CERTAIN : Probe.NO;
    }
}
