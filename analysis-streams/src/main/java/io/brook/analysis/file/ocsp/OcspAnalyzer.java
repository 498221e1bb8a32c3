package io.brook.analysis.file.ocsp;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import java.util.Set;

/** Looks into OCSP responses, stapled to TLS handshakes or sent over HTTP, for ocsp.log. */
public final class OcspAnalyzer implements FileAnalyzer {
    @Override
    public String name() {
        return "OCSP_REPLY";
    }

    @Override
    public Set<String> mimeTypes() {
        return Set.of("application/ocsp-response");
    }

    @Override
    public FileFollower open(FileContext context) {
        return new OcspFollower(context);
    }
}
