package io.brook.analysis.digest;

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

    /** How many words a block changes. */
    int words() {
        return words;
    }
}
