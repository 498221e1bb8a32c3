package io.brook.analysis.protocol.ssl;

import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names for the way in which a program begins TLS, the same in other software: JA3 and JA3S (github.com/salesforce/ja3), and JA4, the
 * part of github.com/FoxIO-LLC/ja4 that is about TLS clients. Values that are there to keep servers tolerant (GREASE, RFC 8701) do not
 * count.
 */
final class SslFingerprints {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;

    /** How much of a digest JA4 shows. */
    private static final int SHORT = 12;

    private static final int MOST = 99;

    private SslFingerprints() {}

    /** JA3: the MD5 digest of the version and of four lists in decimal numbers. */
    static String ja3(SslClientHello hello) {
        SslOffer offer = hello.offer();
        return Digests.hexOf(
                DigestAlgorithm.MD5,
                String.join(
                        ",",
                        Integer.toString(hello.version()),
                        decimal(offer.ciphers),
                        decimal(offer.extensions),
                        decimal(offer.groups),
                        decimal(offer.pointFormats)));
    }

    /** JA3S: the MD5 digest of what the server chose. */
    static String ja3s(SslServerHello hello) {
        return Digests.hexOf(
                DigestAlgorithm.MD5, hello.version() + "," + hello.cipher() + "," + decimal(hello.extensions()));
    }

    /** JA4: what can be read at once, and two digests that do not depend on the order in which a client lists things. */
    static String ja4(SslClientHello hello) {
        SslOffer offer = hello.offer();
        List<Integer> ciphers = known(offer.ciphers);
        List<Integer> extensions = known(offer.extensions);
        String begin = (SslVersion.isOfDatagram(hello.version()) ? "d" : "t")
                + version(hello)
                + (extensions.contains(SERVER_NAME) ? "d" : "i")
                + count(ciphers)
                + count(extensions)
                + application(offer.application);
        List<Integer> others = new ArrayList<>(extensions);
        others.removeIf(type -> type == SERVER_NAME || type == ALPN);
        String signatures = hex(known(offer.signatures));
        return begin
                + "_"
                + (ciphers.isEmpty() ? nothing() : digest(sorted(ciphers)))
                + "_"
                + (extensions.isEmpty()
                        ? nothing()
                        : digest(signatures.isEmpty() ? sorted(others) : sorted(others) + "_" + signatures));
    }

    private static String version(SslClientHello hello) {
        List<Integer> versions = known(hello.offer().versions);
        int newest = versions.isEmpty() ? hello.version() : versions.get(0);
        for (int version : versions) {
            newest = newer(newest, version);
        }
        return switch (newest) {
            case SslVersion.SSL_2 -> "s2";
            case SslVersion.SSL_3 -> "s3";
            case SslVersion.TLS_1_0 -> "10";
            case SslVersion.TLS_1_1 -> "11";
            case SslVersion.TLS_1_2 -> "12";
            case SslVersion.TLS_1_3 -> "13";
            case SslVersion.DTLS_1_0 -> "d1";
            case SslVersion.DTLS_1_2 -> "d2";
            case SslVersion.DTLS_1_3 -> "d3";
            default -> "00";
        };
    }

    /** The numbers of DTLS go down. */
    private static int newer(int one, int other) {
        return SslVersion.isOfDatagram(one) ? Math.min(one, other) : Math.max(one, other);
    }

    private static String count(List<Integer> numbers) {
        int count = Math.min(numbers.size(), MOST);
        return count < 10 ? "0" + count : Integer.toString(count);
    }

    /** The first and the last character; of one that is no letter or digit, those of its bytes in hexadecimal. */
    private static String application(String name) {
        if (name.isEmpty()) {
            return "00";
        }
        String shown = name;
        if (!isPlain(name.charAt(0)) || !isPlain(name.charAt(name.length() - 1))) {
            shown = HexFormat.of().formatHex(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        return "" + shown.charAt(0) + shown.charAt(shown.length() - 1);
    }

    private static boolean isPlain(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static String nothing() {
        return "0".repeat(SHORT);
    }

    private static String decimal(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            if (!isTolerance(number)) {
                (text.isEmpty() ? text : text.append('-')).append(number);
            }
        }
        return text.toString();
    }

    private static String sorted(List<Integer> numbers) {
        List<Integer> sorted = new ArrayList<>(numbers);
        sorted.sort(null);
        return hex(sorted);
    }

    private static String hex(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            (text.isEmpty() ? text : text.append(',')).append(HexFormat.of().toHexDigits((short) number));
        }
        return text.toString();
    }

    private static List<Integer> known(List<Integer> numbers) {
        List<Integer> known = new ArrayList<>(numbers);
        known.removeIf(SslFingerprints::isTolerance);
        return known;
    }

    /** Those of RFC 8701: two equal bytes that end in the digit a. */
    private static boolean isTolerance(int number) {
        return (number & 0x0f0f) == 0x0a0a && number >> 8 == (number & 0xff);
    }

    private static String digest(String text) {
        return Digests.hexOf(DigestAlgorithm.SHA256, text).substring(0, SHORT);
    }
}
