package io.brook.analysis.digest;

/** A digest of bytes that come piece by piece, whose state can be saved between two of them. */
public interface Digest {
    /** Takes in the next bytes. */
    void update(byte[] bytes, int offset, int length);

    /** What has been computed so far. */
    DigestState state();

    /** The digest of all bytes; nothing is to be called after this. */
    byte[] finish();
}
