package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SharedState;

/** A data connection that a control connection has announced. Not in the list of protocols: it is expected, or not there. */
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

    /** Whether the announced connection has come and gone; another to the same place was not announced. */
    boolean isDone() {
        return done;
    }

    void done() {
        done = true;
    }
}
