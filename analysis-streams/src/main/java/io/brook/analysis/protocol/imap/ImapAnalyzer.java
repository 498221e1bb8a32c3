package io.brook.analysis.protocol.imap;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.List;
import java.util.Set;

/** IMAP on its port; Zeek has no signature for it. */
public final class ImapAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "imap";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(143);
    }

    @Override
    public List<ImapWeird> weirds() {
        return List.of(ImapWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new ImapSession(context);
    }
}
