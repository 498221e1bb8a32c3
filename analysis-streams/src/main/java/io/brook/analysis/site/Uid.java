package io.brook.analysis.site;

import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.subject.SensorName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The unique identifier of a connection or a file: {@code C} or {@code F} and 96 bits in base 62, as Zeek writes it. The bits are
 * a hash, for a connection of the sensor, the flow tuple and the first packet's time, so that every analysis of the same traffic
 * gives the same.
 *
 * <p>Where a capture holds the same time twice, that is not enough. Connections that follow each other in one flow are told apart
 * by an ordinal. Where the first one was forgotten before the second came, the sensor's clock has gone back in between, and
 * that is a new pass: the producer counts them, and nobody has to remember what has ended.
 */
public final class Uid {
    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int WORDS = 3;
    /** 62^17 is the first power of 62 above 2^96. */
    private static final int MAX_DIGITS = 17;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    });

    private Uid() {}

    /**
     * @param start the first packet's time, nanoseconds since the epoch
     * @param pass how often the sensor's clock had gone back, where it had reached this time before; else 0
     * @param ordinal tells apart connections of one tuple and pass that start at the same time
     */
    public static String of(String sensor, FlowKey key, long start, int pass, int ordinal) {
        MessageDigest digest = SHA256.get();
        digest.update(key.encode(SensorName.of(sensor)));
        digest.update(ByteBuffer.allocate(12).putLong(start).putInt(ordinal).array());
        if (pass != 0) {
            digest.update(ByteBuffer.allocate(4).putInt(pass).array());
        }
        return base62('C', digest.digest());
    }

    /** @param identity what no other file has: the sensor, and where or as what the file was seen */
    public static String ofFile(String identity) {
        return base62('F', SHA256.get().digest(identity.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base62(char kind, byte[] hash) {
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = Bytes.i32(hash, 4 * i) & 0xffff_ffffL;
        }
        char[] text = new char[MAX_DIGITS + 1];
        int at = text.length;
        do {
            text[--at] = DIGITS[divideBy62(words)];
        } while ((words[0] | words[1] | words[2]) != 0);
        text[--at] = kind;
        return new String(text, at, text.length - at);
    }

    /** Divides a big-endian number of 32-bit words in place; returns the remainder. */
    private static int divideBy62(long[] words) {
        long remainder = 0;
        for (int i = 0; i < WORDS; i++) {
            long value = remainder << 32 | words[i];
            words[i] = value / 62;
            remainder = value % 62;
        }
        return (int) remainder;
    }
}
