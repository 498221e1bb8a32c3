package io.brook.analysis.digest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The digests of files: of blocks of 64 bytes, each of which changes some words of 32 bits. */
public enum DigestAlgorithm {
    /** RFC 1321. */
    MD5("MD5", 4),
    /** FIPS 180-4, section 6.1. */
    SHA1("SHA-1", 5),
    /** FIPS 180-4, section 6.2. */
    SHA256("SHA-256", 8);

    /** The size of a block, in bytes. */
    static final int BLOCK = 64;

    private final String standardName;
    private final int words;

    DigestAlgorithm(String standardName, int words) {
        this.standardName = standardName;
        this.words = words;
    }

    /** As {@link java.security.MessageDigest#getInstance} knows it. */
    String standardName() {
        return standardName;
    }

    /** The digest of bytes that are all there. */
    public byte[] of(byte[] bytes) {
        Digest digest = DigestLibraries.best().begin(this);
        digest.update(bytes, 0, bytes.length);
        return digest.finish();
    }

    /** The digest of bytes, in hexadecimal. */
    public String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** The digest of text whose characters are bytes, in hexadecimal. */
    public String hexOf(String text) {
        return hexOf(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How many words a block changes. */
    int words() {
        return words;
    }
}
