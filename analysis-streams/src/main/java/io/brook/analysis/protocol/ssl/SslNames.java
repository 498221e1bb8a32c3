package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.Table;
import java.util.Map;

/** The names of numbers: Zeek's, which mostly follow IANA's registries. */
final class SslNames {
    private static final Map<Integer, String> CIPHERS = Table.names(SslNames.class, "cipher-suites.txt", 16);
    private static final Map<Integer, String> CURVES = Table.names(SslNames.class, "curves.txt", 10);
    private static final Map<Integer, String> ALERTS = Table.names(SslNames.class, "alerts.txt", 10);

    private SslNames() {}

    static String cipher(int number) {
        return name(CIPHERS, number);
    }

    /** A named group for key exchange. */
    static String curve(int number) {
        return name(CURVES, number);
    }

    static String alert(int number) {
        return ALERTS.containsKey(number) ? ALERTS.get(number) : unknown(number);
    }

    static String version(int number) {
        return switch (number) {
            case SslVersion.SSL_2 -> "SSLv2";
            case SslVersion.SSL_3 -> "SSLv3";
            case SslVersion.TLS_1_0 -> "TLSv10";
            case SslVersion.TLS_1_1 -> "TLSv11";
            case SslVersion.TLS_1_2 -> "TLSv12";
            case SslVersion.TLS_1_3 -> "TLSv13";
            case SslVersion.DTLS_1_0 -> "DTLSv10";
            case SslVersion.DTLS_1_2 -> "DTLSv12";
            case SslVersion.DTLS_1_3 -> "DTLSv13";
            default -> SslVersion.isDraft(number) ? "TLSv13-draft" + number % 0x7f : unknown(number);
        };
    }

    private static String name(Map<Integer, String> names, int number) {
        String name = names.get(number);
        if (name != null) {
            return name;
        }
        return isGrease(number) ? String.format("grease_0x%04X", number) : unknown(number);
    }

    /** Reserved numbers that clients offer so that servers keep ignoring unknown ones (RFC 8701). */
    private static boolean isGrease(int number) {
        return number >> 8 == (number & 0xff) && (number & 0xf) == 0xa;
    }

    private static String unknown(int number) {
        return "unknown-" + number;
    }
}
