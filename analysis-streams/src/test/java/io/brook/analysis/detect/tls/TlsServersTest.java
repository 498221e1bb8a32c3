package io.brook.analysis.detect.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.TlsServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsServersTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond() * 1_000_000_000;
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final List<Notice> notices = new ArrayList<>();
    private final CertificateDates dates = new CertificateDates(DetectorSettings.DEFAULT, notices::add);
    private final WeakTls weak = new WeakTls(DetectorSettings.DEFAULT, notices::add);

    @Test
    void aCertificateIsReportedAMonthBeforeItExpires() {
        dates.observe("", certificate(NOW - DAY, NOW + 30 * DAY));
        assertThat(notices).isEmpty();
        dates.observe("", certificate(NOW - DAY, NOW + 30 * DAY - 1));
        assertThat(notices).hasSize(1);
        Notice notice = notices.get(0);
        assertThat(notice.getNote()).isEqualTo("SSL::Certificate_Expires_Soon");
        assertThat(notice.getMsg())
                .isEqualTo("Certificate CN=www.example.org is going to expire at 2026-03-31-11:59:59.999999999");
        assertThat(notice.getIdentifier()).isEqualTo("192.0.2.1 443 01ab");
        assertThat(notice.getSrc()).isEqualTo("10.0.0.1");
        assertThat(notice.getDst()).isEqualTo("192.0.2.1");
        assertThat(notice.getP()).isEqualTo(443);
        assertThat(notice.getId()).isEqualTo(new ConnId("10.0.0.1", 40_000, "192.0.2.1", 443));
        assertThat(notice.getProto()).isEqualTo("tcp");
    }

    @Test
    void aCertificateIsJudgedAtTheTimeOfTheTraffic() {
        dates.observe("", certificate(NOW - DAY, NOW - 1));
        dates.observe("", certificate(NOW + 1, NOW + 100 * DAY));
        dates.observe("", certificate(NOW, NOW + 100 * DAY));
        assertThat(notices)
                .extracting(Notice::getNote)
                .containsExactly("SSL::Certificate_Expired", "SSL::Certificate_Not_Valid_Yet");
    }

    @Test
    void shortKeysAreWeak() {
        weak.observe("", certificate(NOW, NOW));
        assertThat(notices).isEmpty();
        TlsServer server = certificate(NOW, NOW);
        server.setKeyBits(1024);
        weak.observe("", server);
        assertThat(notices).extracting(Notice::getMsg).containsExactly("Host uses weak certificate with 1024 bit key");
    }

    @Test
    void keysOfUnknownLengthAreNotWeak() {
        TlsServer server = certificate(NOW, NOW);
        server.setKeyBits(null);
        weak.observe("", server);
        assertThat(notices).isEmpty();
    }

    @Test
    void aKeyExchangeShorterThanTheCertificateIsWeak() {
        TlsServer server = base();
        server.setDhBits(2048);
        server.setKeyBits(2048);
        weak.observe("", server);
        assertThat(notices).isEmpty();
        server.setKeyBits(4096);
        weak.observe("", server);
        assertThat(notices)
                .extracting(Notice::getMsg)
                .containsExactly("DH key length of 2048 bits is smaller certificate key length of 4096 bits");
    }

    @Test
    void oldVersionsAndBrokenCiphersAreReported() {
        TlsServer server = base();
        server.setVersion(0x0301);
        server.setVersionName("TLSv10");
        server.setCipher("TLS_RSA_WITH_AES_128_CBC_SHA");
        weak.observe("", server);
        assertThat(notices).isEmpty();
        server.setVersion(0x0300);
        server.setVersionName("SSLv3");
        server.setCipher("TLS_RSA_WITH_RC4_128_SHA");
        weak.observe("", server);
        assertThat(notices)
                .extracting(Notice::getMsg)
                .containsExactly(
                        "Host uses protocol version SSLv3 which is lower than the safe minimum TLSv10",
                        "Host established connection using unsafe cipher suite TLS_RSA_WITH_RC4_128_SHA");
    }

    private static TlsServer certificate(long notBefore, long notAfter) {
        TlsServer server = base();
        server.setSubject("CN=www.example.org");
        server.setFingerprint("ab01");
        server.setSha1("01ab");
        server.setKeyBits(2048);
        server.setNotBefore(notBefore);
        server.setNotAfter(notAfter);
        return server;
    }

    private static TlsServer base() {
        return TlsServer.newBuilder()
                .setMeta(new LogMeta("s", NOW))
                .setUid("C1")
                .setId(new ConnId("10.0.0.1", 40_000, "192.0.2.1", 443))
                .setProto("tcp")
                .build();
    }
}
