package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.AnnouncedAnalyzer;
import io.brook.analysis.analyzer.SessionContext;

/** The connection over which an offered file comes; the offer is good for one. */
final class IrcDataAnalyzer extends AnnouncedAnalyzer {
    final IrcClient client;

    IrcDataAnalyzer(IrcClient client) {
        super("irc-dcc-data");
        this.client = client;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new IrcDataSession(context, this);
    }
}
