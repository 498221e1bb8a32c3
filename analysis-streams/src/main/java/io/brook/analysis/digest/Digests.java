package io.brook.analysis.digest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Digests of bytes that are all there. */
public final class Digests {
    private Digests() {}

    /** As many bytes as the algorithm gives. */
    public static byte[] of(DigestAlgorithm algorithm, byte[] bytes) {
        Digest digest = DigestLibraries.best().begin(algorithm);
        digest.update(bytes, 0, bytes.length);
        return digest.finish();
    }

    /** The same in hexadecimal. */
    public static String hexOf(DigestAlgorithm algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(of(algorithm, bytes));
    }

    /** The same for text whose characters are bytes. */
    public static String hexOf(DigestAlgorithm algorithm, String text) {
        return hexOf(algorithm, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
