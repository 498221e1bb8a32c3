package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.x509.ChainValidation;
import java.util.Optional;

/** An analyzer that may validate the chains of servers' certificates. A session asks it, because it is saved and the validation is not. */
interface SslCertificates {
    /** How chains are validated; empty when they are not. */
    Optional<ChainValidation> validation();

    /** How those of a session are. */
    static Optional<ChainValidation> of(SessionContext context) {
        return context.analyzer() instanceof SslCertificates analyzer ? analyzer.validation() : Optional.empty();
    }
}
