package io.brook.analysis.digest;

import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The JDK's digests, which are computed with the processor's own instructions. Their state is in fields that the JDK does not
 * show, so Java has to be started with {@value #OPENS}.
 */
final class JdkDigests implements DigestLibrary {
    private static final String OPENS =
            "--add-opens=java.base/java.security=ALL-UNNAMED --add-opens=java.base/sun.security.provider=ALL-UNNAMED";

    private static final String BASE = "sun.security.provider.DigestBase";

    private final Field implementation = field("java.security.MessageDigest$Delegate", "digestSpi");

    /** Bytes that make no block yet, how many they are, and how many bytes there were in all. */
    private final Field buffer = field(BASE, "buffer");

    private final Field buffered = field(BASE, "bufOfs");
    private final Field processed = field(BASE, "bytesProcessed");

    private final Map<DigestAlgorithm, Field> words = new EnumMap<>(Map.of(
            DigestAlgorithm.MD5, field("sun.security.provider.MD5", "state"),
            DigestAlgorithm.SHA1, field("sun.security.provider.SHA", "state"),
            DigestAlgorithm.SHA256, field("sun.security.provider.SHA2", "state")));

    /** @throws IllegalStateException when Java was not started with what opens the fields */
    JdkDigests() {}

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("start Java with " + OPENS, e);
        }
    }

    @Override
    public Digest begin(DigestAlgorithm algorithm) {
        try {
            return new JdkDigest(algorithm, MessageDigest.getInstance(algorithm.standardName(), "SUN"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Digest resume(DigestState state) {
        JdkDigest digest = (JdkDigest) begin(state.algorithm());
        try {
            MessageDigestSpi own = (MessageDigestSpi) implementation.get(digest.own);
            System.arraycopy(state.words(), 0, words.get(state.algorithm()).get(own), 0, state.words().length);
            System.arraycopy(state.rest(), 0, buffer.get(own), 0, state.rest().length);
            buffered.setInt(own, state.rest().length);
            processed.setLong(own, state.length());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return digest;
    }

    private DigestState stateOf(JdkDigest digest) {
        try {
            MessageDigestSpi own = (MessageDigestSpi) implementation.get(digest.own);
            int[] now = (int[]) words.get(digest.algorithm).get(own);
            return new DigestState(
                    digest.algorithm,
                    now.clone(),
                    Arrays.copyOf((byte[]) buffer.get(own), buffered.getInt(own)),
                    processed.getLong(own));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class JdkDigest implements Digest {
        private final DigestAlgorithm algorithm;
        private final MessageDigest own;

        JdkDigest(DigestAlgorithm algorithm, MessageDigest own) {
            this.algorithm = algorithm;
            this.own = own;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            own.update(bytes, offset, length);
        }

        @Override
        public DigestState state() {
            return stateOf(this);
        }

        @Override
        public byte[] finish() {
            return own.digest();
        }
    }
}
