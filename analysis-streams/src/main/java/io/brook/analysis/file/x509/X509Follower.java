package io.brook.analysis.file.x509;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.file.WholeFile;
import io.brook.analysis.x509.Certificate;

/** One certificate. */
final class X509Follower extends WholeFile {
    private final FileContext context;

    X509Follower(FileContext context) {
        this.context = context;
    }

    @Override
    protected void complete(byte[] contents) {
        Certificate certificate = Certificate.parse(contents);
        if (certificate != null) {
            boolean isHost = context.mimeType().equals(X509Analyzer.USER);
            boolean isClient = context.direction().isFromOriginator();
            context.report(
                    certificate.subjectOf(isHost, isClient), certificate.line(context.created(), isHost, isClient));
        }
    }
}
