package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/**
 * IRC on its ports, or wherever a client says who it is and a server answers (Zeek's irc_client1, irc_client2 and irc_server_reply),
 * or servers greet each other (irc_server_to_server1 and 2).
 */
public final class IrcAnalyzer extends AbstractAnalyzer {
    public IrcAnalyzer() {
        super("irc", Ports.tcp(6666, 6667, 6668, 6669), IrcSession::new, IrcWeird.values());
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
}
