package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;

/**
 * IRC on its ports, or wherever a client says who it is and a server answers (Zeek's irc_client1, irc_client2 and irc_server_reply),
 * or servers greet each other (irc_server_to_server1 and 2).
 */
public final class IrcAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "irc";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(6666, 6667, 6668, 6669);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (!IrcSignatures.mayBeAny(first)) {
            return Probe.MORE;
        }
        String text = first.text(first.remaining());
        boolean looks = direction.isFromOriginator() ? IrcSignatures.isClient(text) : IrcSignatures.isServer(text);
        return looks || IrcSignatures.isServerToServer(text) ? Probe.YES : Probe.MORE;
    }

    @Override
    public List<IrcWeird> weirds() {
        return List.of(IrcWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new IrcSession(context);
    }
}
