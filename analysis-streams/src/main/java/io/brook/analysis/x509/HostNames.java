package io.brook.analysis.x509;

import java.util.Locale;

/**
 * Whether a certificate's name is that of a host, by RFC 6125 as Zeek reads it: a wildcard stands at the end of the first label,
 * for a part of that one label, and only where two more labels follow.
 */
final class HostNames {
    private HostNames() {}

    static boolean matches(String host, String inCertificate) {
        String asked = host.toLowerCase(Locale.ROOT);
        String given = inCertificate.toLowerCase(Locale.ROOT);
        return asked.equals(given) || matchesWildcard(asked, given);
    }

    private static boolean matchesWildcard(String asked, String given) {
        int star = given.indexOf('*');
        int dot = given.indexOf('.');
        boolean isWildcard =
                star >= 0 && star + 1 == dot && given.indexOf('*', dot) < 0 && given.indexOf('.', dot + 1) > 0;
        int askedDot = asked.indexOf('.');
        return isWildcard
                && askedDot >= star
                && asked.startsWith(given.substring(0, star))
                && asked.substring(askedDot).equals(given.substring(dot));
    }
}
