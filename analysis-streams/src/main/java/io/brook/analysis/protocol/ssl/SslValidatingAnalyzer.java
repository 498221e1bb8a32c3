package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.x509.ChainValidation;
import java.util.Optional;
import java.util.function.Function;

/** An analyzer that may validate the chains of servers' certificates. A session asks it, because it is saved and the validation is not. */
abstract class SslValidatingAnalyzer extends AbstractAnalyzer {
    private final ChainValidation validation;

    /** @param validation how chains are validated; null when they are not */
    SslValidatingAnalyzer(
            String name, Ports ports, Function<SessionContext, AnalyzerSession> sessions, ChainValidation validation) {
        super(name, ports, sessions, SslWeird.values());
        this.validation = validation;
    }

    /** How those of a session are; empty when they are not. */
    static Optional<ChainValidation> of(SessionContext context) {
        return Optional.ofNullable(
                context.analyzer() instanceof SslValidatingAnalyzer analyzer ? analyzer.validation : null);
    }
}
