package io.brook.analysis.file.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import io.brook.analysis.file.ocsp.OcspAnalyzer;
import io.brook.analysis.x509.TestCertificates;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.X509Log;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class WholeFilesTest {
    private final List<SpecificRecord> reported = new ArrayList<>();
    private final FileFollower certificate = new X509Analyzer().open(new Context());

    @Test
    void readsACertificateThatComesInPieces() {
        byte[] der = TestCertificates.of("a.example.org");
        for (int i = 0; i < der.length; i++) {
            assertThat(certificate.data(der, i, 1)).isTrue();
        }
        assertThat(reported).isEmpty();
        certificate.end();
        X509Log line = (X509Log) reported.get(0);
        assertThat(line.getTs()).isEqualTo(3);
        assertThat(line.getCertificateSubject()).isEqualTo("CN=a.example.org");
        assertThat(line.getHostCert()).isTrue();
        assertThat(line.getClientCert()).isTrue();
    }

    @Test
    void givesUpOnAFileWithAHole() {
        byte[] der = TestCertificates.of("a.example.org");
        assertThat(certificate.gap(1)).isFalse();
        certificate.data(der, 0, der.length);
        certificate.end();
        assertThat(reported).isEmpty();
    }

    @Test
    void givesUpOnAFileThatIsTooLong() {
        byte[] much = new byte[300 * 1024];
        assertThat(certificate.data(much, 0, much.length)).isFalse();
        certificate.end();
        assertThat(reported).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsNoResponse() {
        FileFollower response = new OcspAnalyzer().open(new Context());
        response.data(new byte[] {1, 2, 3}, 0, 3);
        response.end();
        assertThat(reported).isEmpty();
    }

    private final class Context implements FileContext {
        @Override
        public String fuid() {
            return "F1";
        }

        @Override
        public String mimeType() {
            return X509Analyzer.USER;
        }

        @Override
        public Direction direction() {
            return Direction.ORIGINATOR;
        }

        @Override
        public long created() {
            return 3;
        }

        @Override
        public long time() {
            return 7;
        }

        @Override
        public void log(SpecificRecord line) {
            reported.add(line);
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            reported.add(found);
        }
    }
}
