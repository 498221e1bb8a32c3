package io.brook.analysis.protocol.ssl;

/** The protocol's versions, by their numbers on the wire. */
final class SslVersion {
    static final int UNKNOWN = 0;
    static final int SSL_2 = 0x0002;
    static final int SSL_3 = 0x0300;
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;
    static final int DTLS_1_0 = 0xfeff;
    static final int DTLS_1_2 = 0xfefd;
    static final int DTLS_1_3 = 0xfefc;

    private static final int DRAFTS = 0x7f;

    private SslVersion() {}

    /** Whether a record over TCP may have it: TLS 1.3 says there that it is an older one. */
    static boolean isOfRecord(int version) {
        return version >= SSL_3 && version <= TLS_1_2;
    }

    /** Whether a record over UDP may have it. */
    static boolean isOfDatagram(int version) {
        return version == DTLS_1_0 || version == DTLS_1_2;
    }

    /** Whether a hello may have it. */
    static boolean isOfHello(int version) {
        return version == SSL_2
                || version >= SSL_3 && version <= TLS_1_3
                || version >> 8 == DRAFTS
                || isOfDatagram(version)
                || version == DTLS_1_3;
    }

    /** Whether it is a draft of TLS 1.3, by the way that Zeek tells. */
    static boolean isDraft(int version) {
        return version / 0xff == DRAFTS;
    }

    /** Whether it is surely TLS 1.3. */
    static boolean isTls13(int version) {
        return version == TLS_1_3 || isDraft(version);
    }

    /** Whether it is surely older than TLS 1.3. */
    static boolean isOlder(int version) {
        return version == SSL_2 || version >= SSL_3 && version <= TLS_1_2;
    }
}
