package io.brook.analysis.protocol.ssl;

import java.util.List;

/**
 * How long an encrypted heartbeat is at least: Zeek's table of the cipher suites that vulnerable servers had.
 *
 * @param suite what the names of cipher suites end with
 * @param length of the record, in bytes, with an initialization vector of its own (TLS 1.1 and later)
 */
record SslHeartbeatLength(String suite, int length) {
    private static final List<SslHeartbeatLength> NEWER = List.of(
            new SslHeartbeatLength("_AES_256_GCM_SHA384", 43),
            new SslHeartbeatLength("_AES_128_GCM_SHA256", 43),
            new SslHeartbeatLength("_256_CBC_SHA384", 96),
            new SslHeartbeatLength("_256_CBC_SHA256", 80),
            new SslHeartbeatLength("_256_CBC_SHA", 64),
            new SslHeartbeatLength("_128_CBC_SHA256", 80),
            new SslHeartbeatLength("_128_CBC_SHA", 64),
            new SslHeartbeatLength("_3DES_EDE_CBC_SHA", 48),
            new SslHeartbeatLength("_SEED_CBC_SHA", 64),
            new SslHeartbeatLength("_IDEA_CBC_SHA", 48),
            new SslHeartbeatLength("_DES_CBC_SHA", 48),
            new SslHeartbeatLength("_DES40_CBC_SHA", 48),
            new SslHeartbeatLength("_RC4_128_SHA", 39),
            new SslHeartbeatLength("_RC4_128_MD5", 35),
            new SslHeartbeatLength("_RC4_40_MD5", 35),
            new SslHeartbeatLength("_RC2_CBC_40_MD5", 48));

    private static final List<SslHeartbeatLength> OLDER = List.of(
            new SslHeartbeatLength("_256_CBC_SHA", 48),
            new SslHeartbeatLength("_128_CBC_SHA", 48),
            new SslHeartbeatLength("_3DES_EDE_CBC_SHA", 40),
            new SslHeartbeatLength("_SEED_CBC_SHA", 48),
            new SslHeartbeatLength("_IDEA_CBC_SHA", 40),
            new SslHeartbeatLength("_DES_CBC_SHA", 40),
            new SslHeartbeatLength("_DES40_CBC_SHA", 40),
            new SslHeartbeatLength("_RC4_128_SHA", 39),
            new SslHeartbeatLength("_RC4_128_MD5", 35),
            new SslHeartbeatLength("_RC4_40_MD5", 35),
            new SslHeartbeatLength("_RC2_CBC_40_MD5", 40));

    /** The one of a cipher suite; null when it is not in the table. */
    static SslHeartbeatLength of(String cipher, int version) {
        boolean newer = version == SslVersion.TLS_1_1 || version == SslVersion.TLS_1_2;
        return (newer ? NEWER : OLDER)
                .stream()
                        .filter(each -> cipher.endsWith(each.suite))
                        .findFirst()
                        .orElse(null);
    }
}
