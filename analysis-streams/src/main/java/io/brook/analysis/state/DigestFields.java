package io.brook.analysis.state;

import java.lang.reflect.Field;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.util.List;

/**
 * Where the JDK's digests keep what they are half way through. The JDK does not show it, so Java is started with {@value #OPENS};
 * libraries that give their state away are several times slower, because only the JDK's own digests are made with the
 * processor's instructions for them.
 */
final class DigestFields {
    private static final String OPENS =
            "--add-opens=java.base/java.security=ALL-UNNAMED --add-opens=java.base/sun.security.provider=ALL-UNNAMED";

    private static final String BASE = "sun.security.provider.DigestBase";

    private final Field implementation = field("java.security.MessageDigest$Delegate", "digestSpi");

    /** Bytes that make no block yet, how many they are, and how many bytes there were in all. */
    private final Field buffer = field(BASE, "buffer");

    private final Field buffered = field(BASE, "bufOfs");
    private final Field processed = field(BASE, "bytesProcessed");

    /** The state of the rounds, of each family of digests. */
    private final List<Field> rounds = List.of(
            field("sun.security.provider.MD5", "state"),
            field("sun.security.provider.SHA", "state"),
            field("sun.security.provider.SHA2", "state"));

    /** What a digest is half way through; the arrays are the digest's own. */
    record Half(byte[] buffer, int buffered, long processed, int[] rounds) {}

    /** @throws IllegalStateException when Java was not started with what opens the fields */
    DigestFields() {}

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("digests cannot be saved: start Java with " + OPENS, e);
        }
    }

    Half get(MessageDigest digest) {
        try {
            MessageDigestSpi own = (MessageDigestSpi) implementation.get(digest);
            return new Half((byte[]) buffer.get(own), buffered.getInt(own), processed.getLong(own), (int[])
                    roundsOf(own).get(own));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException when the state is not of such a digest */
    void set(MessageDigest digest, Half half) {
        Half now = get(digest);
        if (half.buffer().length != now.buffer().length
                || half.rounds().length != now.rounds().length
                || half.buffered() < 0
                || half.buffered() > half.buffer().length) {
            throw new IllegalArgumentException("no state of " + digest.getAlgorithm());
        }
        System.arraycopy(half.buffer(), 0, now.buffer(), 0, half.buffer().length);
        System.arraycopy(half.rounds(), 0, now.rounds(), 0, half.rounds().length);
        try {
            MessageDigestSpi own = (MessageDigestSpi) implementation.get(digest);
            buffered.setInt(own, half.buffered());
            processed.setLong(own, half.processed());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Field roundsOf(MessageDigestSpi own) {
        return rounds.stream()
                .filter(field -> field.getDeclaringClass().isInstance(own))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of the JDK's digests: " + own.getClass()));
    }
}
