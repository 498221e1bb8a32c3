package io.brook.analysis.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificates in src/test/resources/certificates; the words are those of {@code openssl verify -attime}. */
class ChainValidationTest {
    private static final Path FOLDER = Path.of("src/test/resources/certificates");

    private final ChainValidation validation = new ChainValidation(trusting("root"));

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "server middle, 2025-06-01, ok",
        "server middle root, 2025-06-01, ok",
        "server root middle, 2025-06-01, ok",
        "direct, 2025-06-01, ok",
        "root, 2025-06-01, ok",
        "server, 2025-06-01, unable to get local issuer certificate",
        "server stranger, 2025-06-01, unable to get local issuer certificate",
        "alone, 2025-06-01, self-signed certificate",
        "guest stranger, 2025-06-01, self-signed certificate in certificate chain",
        "below direct, 2025-06-01, invalid CA certificate",
        "server middle, 2026-06-01, certificate has expired",
        "server middle, 2024-06-01, certificate is not yet valid",
        "direct, 2041-06-01, certificate has expired",
    })
    void saysWhatOpenSslSays(String chain, String day, String outcome) {
        assertThat(validation.validate(chain(chain.split(" ")), nanos(day))).isEqualTo(outcome);
    }

    @Test
    void remembersNoLongerThanItHolds() {
        List<byte[]> chain = chain("server", "middle");
        long end = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000;
        long second = Duration.ofSeconds(1).toNanos();
        for (int round = 0; round < 2; round++) {
            assertThat(validation.validate(chain, end - second)).isEqualTo("ok");
            assertThat(validation.validate(chain, end + second)).isEqualTo("certificate has expired");
        }
    }

    @Test
    void anAuthorityThatHasExpiredIsNoneAnyMore() {
        assertThat(validation.validate(chain("root"), nanos("2039-12-31"))).isEqualTo("ok");
        assertThat(validation.validate(chain("root"), nanos("2040-01-02"))).isEqualTo("certificate has expired");
    }

    @Test
    void aDamagedSignatureLeadsNowhere() {
        byte[] damaged = chain("direct").get(0);
        damaged[damaged.length - 1] ^= 1;
        assertThat(validation.validate(List.of(damaged), nanos("2025-06-01")))
                .isEqualTo("unable to get local issuer certificate");
    }

    @Test
    void isBoundedWhateverAServerSends() {
        List<byte[]> many = new ArrayList<>(chain("server"));
        many.addAll(Collections.nCopies(10_000, chain("stranger").get(0)));
        many.addAll(chain("middle"));
        assertThat(validation.validate(many, nanos("2025-06-01"))).isEqualTo("unable to get local issuer certificate");
    }

    @Test
    void garbageIsNoCertificate() {
        assertThat(validation.validate(List.of(new byte[] {1, 2, 3}), 0)).isNull();
        assertThat(validation.validate(List.of(), 0)).isNull();
        List<byte[]> cut = List.of(Arrays.copyOf(chain("direct").get(0), 100));
        assertThat(validation.validate(cut, 0)).isNull();
    }

    @Test
    void javaTrustsNoneOfThese() {
        ChainValidation ofJava = new ChainValidation(TrustedAuthorities.ofJava());
        assertThat(ofJava.validate(chain("server", "middle"), nanos("2025-06-01")))
                .isEqualTo("unable to get local issuer certificate");
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("authorities.pem"), "no certificates");
        assertThatThrownBy(() -> TrustedAuthorities.of(file)).isInstanceOf(IOException.class);
        Files.writeString(file, "");
        assertThatThrownBy(() -> TrustedAuthorities.of(file)).hasMessage("there are no certificates in it");
    }

    private static long nanos(String day) {
        return Instant.parse(day + "T00:00:00Z").getEpochSecond() * 1_000_000_000;
    }

    private static TrustedAuthorities trusting(String name) {
        try {
            return TrustedAuthorities.of(FOLDER.resolve(name + ".pem"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> chain(String... names) {
        List<byte[]> chain = new ArrayList<>();
        for (String name : names) {
            try (InputStream in = Files.newInputStream(FOLDER.resolve(name + ".pem"))) {
                chain.add(CertificateFactory.getInstance("X.509")
                        .generateCertificate(in)
                        .getEncoded());
            } catch (IOException | CertificateException e) {
                throw new IllegalStateException(e);
            }
        }
        return chain;
    }
}
