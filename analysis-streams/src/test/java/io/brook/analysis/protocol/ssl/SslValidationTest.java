package io.brook.analysis.protocol.ssl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.Analyses;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Replay;
import io.brook.analysis.x509.ChainValidation;
import io.brook.analysis.x509.TrustedAuthorities;
import io.brook.schemas.log.SslLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import io.brook.schemas.testing.RealTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is logged and told of the chains in docs/samples/pcaps, none of whose authorities anybody trusts. */
class SslValidationTest {
    private static final Analyses VALIDATING = new Analyses(
            Analyzers.validating(Analyzers.ALL, new ChainValidation(TrustedAuthorities.ofJava())), type -> true);

    private static RealTrace capture(String name) {
        return RealTrace.captures().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> status(RecordingEmitter out) {
        return out.lines(SslLog.class).stream().map(SslLog::getValidationStatus).toList();
    }

    private static List<String> findings(RecordingEmitter out) {
        return out.reports().stream()
                .map(Report::found)
                .filter(Finding.class::isInstance)
                .map(Finding.class::cast)
                .map(finding -> finding.getNote() + ": " + finding.getMsg())
                .toList();
    }

    @Test
    void logsTheOutcomeAndTellsOfIt() throws Exception {
        RecordingEmitter out = Replay.run(capture("detect-certificate-almost"), VALIDATING);
        assertThat(status(out)).containsExactly("unable to get local issuer certificate");
        assertThat(findings(out))
                .containsExactly("SSL::Invalid_Server_Cert: SSL certificate validation failed with"
                        + " (unable to get local issuer certificate)");
        assertThat(status(Replay.run(capture("detect-weak-key"), VALIDATING)))
                .containsExactly("self-signed certificate");
    }

    @Test
    void validatesNothingUnlessAsked() throws Exception {
        RecordingEmitter out = Replay.run(capture("detect-certificate-almost"));
        assertThat(status(out)).containsOnlyNulls().isNotEmpty();
        assertThat(findings(out)).isEmpty();
    }
}
