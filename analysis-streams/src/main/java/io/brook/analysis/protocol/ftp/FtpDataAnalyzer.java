package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SharedState;

/** A data connection that a control connection has announced. It is not in the list of protocols, since it is never looked for. */
final class FtpDataAnalyzer extends SharedState implements ProtocolAnalyzer {
    private final FtpTransfer transfer;
    private boolean done;

    FtpDataAnalyzer(FtpTransfer transfer) {
        this.transfer = transfer;
    }

    @Override
    public String name() {
        return "ftp-data";
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new FtpDataSession(context, this);
    }

    FtpTransfer transfer() {
        return transfer;
    }

    /** Whether the announced connection is over. A later one to the same endpoint was not announced. */
    boolean isDone() {
        return done;
    }

    void done() {
        done = true;
    }
}
