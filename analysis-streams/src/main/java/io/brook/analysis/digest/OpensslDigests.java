package io.brook.analysis.digest;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The digests of the system's OpenSSL, which are as fast before Java has compiled anything as the JDK's are after its second compiler:
 * for runs that are over too soon for that. Their contexts are arrays of Java's in the layout that OpenSSL publishes (openssl/md5.h and
 * openssl/sha.h), so that they need no freeing, and their state can be read.
 */
final class OpensslDigests implements DigestLibrary {
    /** What a context has after the words: the length in bits, a block of bytes, and how many of them there are. */
    private static final int AFTER_WORDS = Long.BYTES + DigestAlgorithm.BLOCK + Integer.BYTES;

    /** SHA-256's context has one number more: the length of the result. */
    private static final int CONTEXT = DigestAlgorithm.SHA256.words() * Integer.BYTES + AFTER_WORDS + Integer.BYTES;

    /** Where bytes are put for OpenSSL, longer pieces in parts. */
    private static final ThreadLocal<Piece> PIECES = ThreadLocal.withInitial(Piece::new);

    /** @throws IllegalStateException when there is no OpenSSL, or not one with these functions */
    OpensslDigests() {
        try {
            if (Native.SIZE_T_SIZE != Long.BYTES) {
                throw new IllegalStateException("only on systems of 64 bits");
            }
            Native.register(Openssl.class, NativeLibrary.getInstance("crypto"));
        } catch (LinkageError e) {
            throw new IllegalStateException("OpenSSL cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public Digest begin(DigestAlgorithm algorithm) {
        byte[] context = new byte[CONTEXT];
        int done =
                switch (algorithm) {
                    case MD5 -> Openssl.MD5_Init(context);
                    case SHA1 -> Openssl.SHA1_Init(context);
                    case SHA256 -> Openssl.SHA256_Init(context);
                };
        check(done);
        return new OpensslDigest(algorithm, context);
    }

    @Override
    public Digest resume(DigestState state) {
        OpensslDigest digest = (OpensslDigest) begin(state.algorithm());
        ByteBuffer context = ByteBuffer.wrap(digest.context).order(ByteOrder.nativeOrder());
        for (int word : state.words()) {
            context.putInt(word);
        }
        long bits = state.length() * Byte.SIZE;
        context.putInt((int) bits).putInt((int) (bits >>> Integer.SIZE));
        context.put(context.position(), state.rest());
        context.putInt(context.position() + DigestAlgorithm.BLOCK, state.rest().length);
        return digest;
    }

    private static void check(int done) {
        if (done != 1) {
            throw new IllegalStateException("OpenSSL refuses to compute a digest");
        }
    }

    private record OpensslDigest(DigestAlgorithm algorithm, byte[] context) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            Piece piece = PIECES.get();
            for (int at = 0; at < length; at += Piece.BYTES) {
                int part = Math.min(Piece.BYTES, length - at);
                piece.buffer.clear().put(bytes, offset + at, part);
                int done =
                        switch (algorithm) {
                            case MD5 -> Openssl.MD5_Update(context, piece.address, part);
                            case SHA1 -> Openssl.SHA1_Update(context, piece.address, part);
                            case SHA256 -> Openssl.SHA256_Update(context, piece.address, part);
                        };
                check(done);
            }
        }

        @Override
        public DigestState state() {
            ByteBuffer now = ByteBuffer.wrap(context).order(ByteOrder.nativeOrder());
            int[] words = new int[algorithm.words()];
            for (int i = 0; i < words.length; i++) {
                words[i] = now.getInt();
            }
            long bits = Integer.toUnsignedLong(now.getInt()) | (long) now.getInt() << Integer.SIZE;
            byte[] rest = new byte[now.getInt(now.position() + DigestAlgorithm.BLOCK)];
            now.get(rest);
            return new DigestState(algorithm, words, rest, bits / Byte.SIZE);
        }

        @Override
        public byte[] finish() {
            byte[] digest = new byte[algorithm.words() * Integer.BYTES];
            int done =
                    switch (algorithm) {
                        case MD5 -> Openssl.MD5_Final(digest, context);
                        case SHA1 -> Openssl.SHA1_Final(digest, context);
                        case SHA256 -> Openssl.SHA256_Final(digest, context);
                    };
            check(done);
            return digest;
        }
    }

    /** Memory outside of Java's heap, one for each thread. */
    private static final class Piece {
        static final int BYTES = 16_384;

        final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
        final Pointer address = Native.getDirectBufferPointer(buffer);
    }
}
