package io.brook.analysis.digest;

/** Computes digests. What one library has saved, another one can go on with. */
public interface DigestLibrary {
    /** A digest of no bytes so far. */
    Digest begin(DigestAlgorithm algorithm);

    /** A digest that goes on where another one was. */
    Digest resume(DigestState state);
}
