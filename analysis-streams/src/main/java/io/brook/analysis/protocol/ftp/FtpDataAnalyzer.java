package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.AnnouncedAnalyzer;
import io.brook.analysis.analyzer.SessionContext;

/** A data connection that a control connection has announced. */
final class FtpDataAnalyzer extends AnnouncedAnalyzer {
    final FtpTransfer transfer;

    FtpDataAnalyzer(FtpTransfer transfer) {
        super("ftp-data");
        this.transfer = transfer;
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new FtpDataSession(context, this);
    }
}
