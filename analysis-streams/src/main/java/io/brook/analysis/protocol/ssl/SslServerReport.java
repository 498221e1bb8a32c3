package io.brook.analysis.protocol.ssl;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.x509.Certificate;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.TlsServer;

/** Reports what a server of the site shows of its keys, for the detectors to judge; of other servers nothing. */
final class SslServerReport {
    private final SessionContext context;

    SslServerReport(SessionContext context) {
        this.context = context;
    }

    /** The server has chosen. Of what is in order by any standard nothing is said, so as not to report every connection twice. */
    void chosen(int version, String cipher) {
        boolean isModern = version >= SslVersion.TLS_1_2 && !cipher.contains("_EXPORT_") && !cipher.contains("_RC4_");
        if (!isModern && isOurs()) {
            report(base().setVersion(version)
                    .setVersionName(SslNames.version(version))
                    .setCipher(cipher)
                    .build());
        }
    }

    /** @param own the server's certificate; null when there is none that can be read */
    void keyExchange(int primeBytes, Certificate own) {
        if (isOurs()) {
            report(base().setDhBits(primeBytes * Byte.SIZE)
                    .setKeyBits(own == null ? null : own.classicKeyLength())
                    .build());
        }
    }

    /** The handshake is over. */
    void established(Certificate own, String sha1) {
        if (own != null && isOurs()) {
            report(base().setSubject(own.subject())
                    .setFingerprint(own.fingerprint())
                    .setSha1(sha1)
                    .setKeyBits(own.classicKeyLength())
                    .setNotBefore(own.notBefore())
                    .setNotAfter(own.notAfter())
                    .build());
        }
    }

    private boolean isOurs() {
        return context.isLocal(Direction.RESPONDER);
    }

    private TlsServer.Builder base() {
        return TlsServer.newBuilder()
                .setMeta(new LogMeta("", 0L))
                .setUid(context.uid())
                .setId(context.id())
                .setProto(context.isDatagrams() ? "udp" : "tcp");
    }

    private void report(TlsServer server) {
        context.report("TLS " + server.getId().getRespH() + ' ' + server.getId().getRespP(), server);
    }
}
