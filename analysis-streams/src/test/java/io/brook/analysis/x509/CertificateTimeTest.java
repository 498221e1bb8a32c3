package io.brook.analysis.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTimeTest {
    @ParameterizedTest
    @CsvSource({
        "240102030405Z, 2024-01-02T03:04:05Z",
        "2401020304Z, 2024-01-02T03:04:00Z",
        "491231235959Z, 2049-12-31T23:59:59Z",
        "500101000000Z, 1950-01-01T00:00:00Z",
    })
    void readsTimesWithTwoDigitsForTheYear(String text, Instant time) {
        assertThat(CertificateTime.nanos(new ASN1UTCTime(text))).isEqualTo(time.getEpochSecond() * 1_000_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "20500102030405Z, 2050-01-02T03:04:05Z",
        "20500102030405.123Z, 2050-01-02T03:04:05Z",
        "205001020304Z, 2050-01-02T03:04:00Z",
        "20500102030405+0130, 2050-01-02T03:05:35Z",
    })
    void readsTimesWithTheWholeYear(String text, Instant time) {
        assertThat(CertificateTime.nanos(new ASN1GeneralizedTime(text)))
                .isEqualTo(time.getEpochSecond() * 1_000_000_000);
    }

    @Test
    void isTheEpochForWhatIsNoTime() {
        assertThat(CertificateTime.nanos(DERNull.INSTANCE)).isZero();
        assertThat(CertificateTime.nanos(new ASN1UTCTime("240102030405+0100"))).isZero();
        assertThat(CertificateTime.nanos(new ASN1UTCTime("249902030405Z"))).isZero();
    }
}
