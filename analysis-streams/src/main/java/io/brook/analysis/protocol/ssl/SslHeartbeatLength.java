package io.brook.analysis.protocol.ssl;

import java.util.List;

/**
 * How long an encrypted heartbeat is at least, in bytes of its record: Zeek's table of the cipher suites that vulnerable servers had.
 *
 * @param suite what the names of cipher suites end with
 * @param newer in TLS 1.1 and 1.2, which have an initialization vector in each record
 * @param older in versions before; 0 where these have no such cipher suite
 */
record SslHeartbeatLength(String suite, int newer, int older) {
    private static final List<SslHeartbeatLength> ALL = List.of(
            new SslHeartbeatLength("_AES_256_GCM_SHA384", 43, 0),
            new SslHeartbeatLength("_AES_128_GCM_SHA256", 43, 0),
            new SslHeartbeatLength("_256_CBC_SHA384", 96, 0),
            new SslHeartbeatLength("_256_CBC_SHA256", 80, 0),
            new SslHeartbeatLength("_256_CBC_SHA", 64, 48),
            new SslHeartbeatLength("_128_CBC_SHA256", 80, 0),
            new SslHeartbeatLength("_128_CBC_SHA", 64, 48),
            new SslHeartbeatLength("_3DES_EDE_CBC_SHA", 48, 40),
            new SslHeartbeatLength("_SEED_CBC_SHA", 64, 48),
            new SslHeartbeatLength("_IDEA_CBC_SHA", 48, 40),
            new SslHeartbeatLength("_DES_CBC_SHA", 48, 40),
            new SslHeartbeatLength("_DES40_CBC_SHA", 48, 40),
            new SslHeartbeatLength("_RC4_128_SHA", 39, 39),
            new SslHeartbeatLength("_RC4_128_MD5", 35, 35),
            new SslHeartbeatLength("_RC4_40_MD5", 35, 35),
            new SslHeartbeatLength("_RC2_CBC_40_MD5", 48, 40));

    /** The one of a cipher suite; null when it is not in the table. */
    static SslHeartbeatLength of(String cipher) {
        return ALL.stream()
                .filter(each -> cipher.endsWith(each.suite))
                .findFirst()
                .orElse(null);
    }

    int least(int version) {
        return version == SslVersion.TLS_1_1 || version == SslVersion.TLS_1_2 ? newer : older;
    }
}
