package io.brook.analysis.detect.tls;

import io.brook.analysis.detect.connection.ConnectionNotice;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.TlsServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Finds local servers with short keys, old versions and broken cipher suites: Zeek's weak-keys.zeek. */
public final class WeakTls implements Detector<TlsServer> {
    static final String WEAK_KEY = "SSL::Weak_Key";
    static final String OLD_VERSION = "SSL::Old_Version";
    static final String WEAK_CIPHER = "SSL::Weak_Cipher";

    private static final int MOST_BITS = 16_384;

    static final DetectorOption KEY_LENGTH = new DetectorOption(
            "TlsMinimumKeyLength",
            2_048,
            0,
            MOST_BITS,
            "bits",
            "Shorter RSA, DSA and Diffie-Hellman keys of local servers are reported. As in Zeek, and what NIST SP 800-131A asks for.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(WEAK_KEY, OLD_VERSION, WEAK_CIPHER),
            "A local server uses an RSA, DSA or Diffie-Hellman key shorter than TlsMinimumKeyLength, a Diffie-Hellman key shorter than its"
                    + " certificate's key, a version before TLS 1.0, or an export or RC4 cipher suite.",
            "server and what is weak, 1 day",
            List.of(KEY_LENGTH));

    private static final long SUPPRESS_FOR = Duration.ofDays(1).toNanos();

    /** Its number on the wire. */
    private static final int TLS_1_0 = 0x0301;

    private final int least;
    private final Consumer<Notice> notices;

    public WeakTls(DetectorSettings settings, Consumer<Notice> notices) {
        least = settings.get(KEY_LENGTH);
        this.notices = notices;
    }

    @Override
    public Class<TlsServer> evidence() {
        return TlsServer.class;
    }

    @Override
    public void observe(String subject, TlsServer server) {
        if (server.getVersion() != null) {
            choice(server);
        } else if (server.getDhBits() != null) {
            keyExchange(server);
        } else if (server.getKeyBits() != null && server.getKeyBits() < least) {
            notices.accept(notice(
                            WEAK_KEY,
                            server,
                            server.getFingerprint() + ' ' + server.getKeyBits(),
                            "Host uses weak certificate with " + server.getKeyBits() + " bit key")
                    .setSub("Subject: " + server.getSubject())
                    .setFileDesc("Fingerprint: " + server.getFingerprint())
                    .build());
        }
    }

    private void choice(TlsServer server) {
        if (server.getVersion() < TLS_1_0) {
            notices.accept(notice(
                            OLD_VERSION,
                            server,
                            "",
                            "Host uses protocol version " + server.getVersionName()
                                    + " which is lower than the safe minimum TLSv10")
                    .build());
        }
        String cipher = server.getCipher();
        if (cipher.contains("_EXPORT_") || cipher.contains("_RC4_")) {
            notices.accept(notice(
                            WEAK_CIPHER,
                            server,
                            cipher,
                            "Host established connection using unsafe cipher suite " + cipher)
                    .build());
        }
    }

    private void keyExchange(TlsServer server) {
        int bits = server.getDhBits();
        if (bits < least) {
            notices.accept(notice(
                            WEAK_KEY,
                            server,
                            Integer.toString(bits),
                            "Host uses weak DH parameters with " + bits + " key bits")
                    .build());
        }
        if (server.getKeyBits() != null && bits < server.getKeyBits()) {
            notices.accept(notice(
                            WEAK_KEY,
                            server,
                            "",
                            "DH key length of " + bits + " bits is smaller certificate key length of "
                                    + server.getKeyBits() + " bits")
                    .build());
        }
    }

    private static Notice.Builder notice(String note, TlsServer server, String what, String message) {
        ConnId id = server.getId();
        return ConnectionNotice.of(note, server.getMeta(), server.getUid(), id, server.getProto())
                .setIdentifier((id.getRespH() + ' ' + id.getRespP() + ' ' + what).strip())
                .setMsg(message)
                .setSuppressFor(SUPPRESS_FOR);
    }
}
