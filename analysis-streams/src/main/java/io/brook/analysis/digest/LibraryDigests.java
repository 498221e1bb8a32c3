package io.brook.analysis.digest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.CryptoServicePurpose;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.EncodableDigest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** Bouncy Castle's digests, which give their state away: for a Java that does not open the JDK's fields. */
final class LibraryDigests implements DigestLibrary {
    /** What an encoded state has before the words: a word that is not complete, how much of it there is, and the length. */
    private static final int HEAD = Integer.BYTES + Integer.BYTES + Long.BYTES;

    @Override
    public Digest begin(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> new LibraryDigest<>(algorithm, new MD5Digest());
            case SHA1 -> new LibraryDigest<>(algorithm, new SHA1Digest());
            case SHA256 -> new LibraryDigest<>(algorithm, new SHA256Digest());
        };
    }

    @Override
    public Digest resume(DigestState state) {
        byte[] encoded = encode(state);
        return switch (state.algorithm()) {
            case MD5 -> new LibraryDigest<>(state.algorithm(), new MD5Digest(encoded));
            case SHA1 -> new LibraryDigest<>(state.algorithm(), new SHA1Digest(encoded));
            case SHA256 -> new LibraryDigest<>(state.algorithm(), new SHA256Digest(encoded));
        };
    }

    /** MD5 makes words of bytes with the lowest first. */
    private static ByteOrder order(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.MD5 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static byte[] encode(DigestState state) {
        int complete = state.rest().length / Integer.BYTES;
        int incomplete = state.rest().length % Integer.BYTES;
        ByteBuffer rest = ByteBuffer.wrap(state.rest()).order(order(state.algorithm()));
        ByteBuffer encoded =
                ByteBuffer.allocate(HEAD + (state.words().length + 1 + complete) * Integer.BYTES + Byte.BYTES);
        encoded.put(state.rest(), complete * Integer.BYTES, incomplete).position(Integer.BYTES);
        encoded.putInt(incomplete).putLong(state.length());
        for (int word : state.words()) {
            encoded.putInt(word);
        }
        encoded.putInt(complete);
        for (int i = 0; i < complete; i++) {
            encoded.putInt(rest.getInt());
        }
        return encoded.put((byte) CryptoServicePurpose.ANY.ordinal()).array();
    }

    private static DigestState decode(DigestAlgorithm algorithm, byte[] bytes) {
        ByteBuffer encoded = ByteBuffer.wrap(bytes).position(Integer.BYTES);
        int incomplete = encoded.getInt();
        long length = encoded.getLong();
        int[] words = new int[algorithm.words()];
        for (int i = 0; i < words.length; i++) {
            words[i] = encoded.getInt();
        }
        int complete = encoded.getInt();
        ByteBuffer rest =
                ByteBuffer.allocate(complete * Integer.BYTES + incomplete).order(order(algorithm));
        for (int i = 0; i < complete; i++) {
            rest.putInt(encoded.getInt());
        }
        return new DigestState(algorithm, words, rest.put(bytes, 0, incomplete).array(), length);
    }

    private record LibraryDigest<T extends ExtendedDigest & EncodableDigest>(DigestAlgorithm algorithm, T own)
            implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            own.update(bytes, offset, length);
        }

        @Override
        public DigestState state() {
            return decode(algorithm, own.getEncodedState());
        }

        @Override
        public byte[] finish() {
            byte[] digest = new byte[own.getDigestSize()];
            own.doFinal(digest, 0);
            return digest;
        }
    }
}
