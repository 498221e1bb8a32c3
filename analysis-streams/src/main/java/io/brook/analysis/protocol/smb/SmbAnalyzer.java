package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;

/** SMB on its ports, directly over TCP or over NetBIOS, or wherever one side begins with a message of it: Zeek's dpd_smb. */
public final class SmbAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "smb";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(139, 445);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (first.remaining() < SmbFrames.PREFIX) {
            return Probe.MORE;
        }
        // A dot in Zeek's signature (dpd_smb) is no line feed: a message whose length has a 10 in it is not found.
        return SmbFrames.beginsMessage(first) && first.hasNoLineFeed(0, SmbFrames.FRAMING) ? Probe.CERTAIN : Probe.NO;
    }

    @Override
    public List<SmbWeird> weirds() {
        return List.of(SmbWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new SmbSession(context);
    }
}
