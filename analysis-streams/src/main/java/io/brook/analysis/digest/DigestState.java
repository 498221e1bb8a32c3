package io.brook.analysis.digest;

/**
 * What a digest is half way through, whoever computes it.
 *
 * @param words as the last complete block has left them
 * @param rest the bytes after that block
 * @param length of all bytes so far
 */
public record DigestState(DigestAlgorithm algorithm, int[] words, byte[] rest, long length) {
    /** @throws IllegalArgumentException when no digest can be half way through this */
    public DigestState {
        if (words.length != algorithm.words() || length < 0 || rest.length != length % DigestAlgorithm.BLOCK) {
            throw new IllegalArgumentException("no state of " + algorithm);
        }
    }
}
