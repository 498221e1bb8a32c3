package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.NumberNames;
import java.util.Map;

/** What Zeek calls the protocol's numbers. */
final class RdpNames {
    private static final Map<Integer, String> KEYBOARDS = NumberNames.read(RdpNames.class, "keyboard-layouts.txt", 16);

    private static final Map<Long, String> BUILDS = Map.ofEntries(
            Map.entry(419L, "RDP 4.0"),
            Map.entry(2195L, "RDP 5.0"),
            Map.entry(2221L, "RDP 5.0"),
            Map.entry(2600L, "RDP 5.1"),
            Map.entry(3790L, "RDP 5.2"),
            Map.entry(6000L, "RDP 6.0"),
            Map.entry(6001L, "RDP 6.1"),
            Map.entry(6002L, "RDP 6.2"),
            Map.entry(7600L, "RDP 7.0"),
            Map.entry(7601L, "RDP 7.1"),
            Map.entry(9200L, "RDP 8.0"),
            Map.entry(9600L, "RDP 8.1"),
            Map.entry(25189L, "RDP 8.0 (Mac)"),
            Map.entry(25282L, "RDP 8.0 (Mac)"));

    private static final Map<Long, String> PROTOCOLS = Map.of(0L, "RDP", 1L, "SSL", 2L, "HYBRID", 8L, "HYBRID_EX");

    private static final Map<Long, String> FAILURES = Map.of(
            1L, "SSL_REQUIRED_BY_SERVER",
            2L, "SSL_NOT_ALLOWED_BY_SERVER",
            3L, "SSL_CERT_NOT_ON_SERVER",
            4L, "INCONSISTENT_FLAGS",
            5L, "HYBRID_REQUIRED_BY_SERVER",
            6L, "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER");

    private static final Map<Long, String> RESULTS = Map.of(
            0L, "Success",
            1L, "User rejected",
            2L, "Resources not available",
            3L, "Rejected for symmetry breaking",
            4L, "Locked conference");

    private static final Map<Long, String> CERTIFICATES = Map.of(1L, "RSA", 2L, "X.509");

    private static final Map<Long, String> METHODS =
            Map.of(0L, "None", 1L, "40bit", 2L, "128bit", 8L, "56bit", 10L, "FIPS");

    private static final Map<Long, String> LEVELS =
            Map.of(0L, "None", 1L, "Low", 2L, "Client compatible", 3L, "High", 4L, "FIPS");

    private static final Map<Long, String> DEPTHS =
            Map.of(4L, "4bit", 8L, "8bit", 15L, "15bit", 16L, "16bit", 24L, "24bit");

    private RdpNames() {}

    /** A layout that has no name goes by that of its language, where that is known. */
    static String keyboard(long layout) {
        String name = KEYBOARDS.get((int) layout);
        if (name != null) {
            return name;
        }
        String language = KEYBOARDS.get((int) layout & 0xffff);
        return language == null ? "keyboard-" + layout : language + " (Best Guess for " + layout + ')';
    }

    static String build(long number) {
        return name(BUILDS, "client_build", number);
    }

    static String protocol(long number) {
        return name(PROTOCOLS, "security_protocol", number);
    }

    static String failure(long number) {
        return name(FAILURES, "failure_code", number);
    }

    static String result(long number) {
        return name(RESULTS, "result", number);
    }

    static String certificate(long number) {
        return name(CERTIFICATES, "cert_type", number);
    }

    static String encryptionMethod(long number) {
        return name(METHODS, "encryption_method", number);
    }

    static String encryptionLevel(long number) {
        return name(LEVELS, "encryption_level", number);
    }

    static String colorDepth(long number) {
        return name(DEPTHS, "high_color_depth", number);
    }

    private static String name(Map<Long, String> names, String unknown, long number) {
        String name = names.get(number);
        return name == null ? unknown + '-' + number : name;
    }
}
