package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;

/** The connection over which a file comes that a client has offered. Not in the list of protocols: it is expected, or not there. */
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
