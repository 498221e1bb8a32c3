package io.brook.analysis.file.x509;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import java.util.Set;

/** Looks into certificates that come as files, for x509.log. */
public final class X509Analyzer implements FileAnalyzer {
    /** The type of the first certificate of a chain: that of the host itself. */
    static final String USER = "application/x-x509-user-cert";

    @Override
    public String name() {
        return "X509";
    }

    @Override
    public Set<String> mimeTypes() {
        return Set.of(USER, "application/x-x509-ca-cert", "application/pkix-cert");
    }

    @Override
    public FileFollower open(FileContext context) {
        return new X509Follower(context);
    }
}
