package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;

/** The connection over which an offered file comes. It is not in the list of protocols, since it is never looked for. */
final class IrcDataAnalyzer implements ProtocolAnalyzer {
    private final IrcClient client;
    private boolean done;

    IrcDataAnalyzer(IrcClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "irc-dcc-data";
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new IrcDataSession(context, this);
    }

    IrcClient client() {
        return client;
    }

    /** Whether the file that was offered has come; the offer is good for one. */
    boolean isDone() {
        return done;
    }

    void done() {
        done = true;
    }
}
