package io.brook.analysis.state;

import java.lang.reflect.Field;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/**
 * Saves one of the JDK's digests half way: its algorithm, the state of its rounds, and the bytes that make no block yet. These are
 * fields that the JDK keeps to itself, so Java is started with {@value #OPENS}; libraries that give their state away are five
 * times slower, because only the JDK's own digests are made with the processor's instructions for them.
 */
final class DigestSerializer extends Serializer<MessageDigest> {
    static final String OPENS =
            "--add-opens=java.base/java.security=ALL-UNNAMED --add-opens=java.base/sun.security.provider=ALL-UNNAMED";

    private static final String PROVIDER = "SUN";
    private static final String BASE = "sun.security.provider.DigestBase";

    private static final Field IMPLEMENTATION = field("java.security.MessageDigest$Delegate", "digestSpi");
    private static final Field BUFFER = field(BASE, "buffer");
    private static final Field BUFFERED = field(BASE, "bufOfs");
    private static final Field PROCESSED = field(BASE, "bytesProcessed");

    /** Where a family of digests has the state of its rounds. */
    private static final Field[] STATES = {
        field("sun.security.provider.MD5", "state"),
        field("sun.security.provider.SHA", "state"),
        field("sun.security.provider.SHA2", "state")
    };

    DigestSerializer(Config config, Class<MessageDigest> type) {
        super(config, type, false);
    }

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("digests cannot be saved: start Java with " + OPENS, e);
        }
    }

    @Override
    public void write(WriteContext context, MessageDigest digest) {
        try {
            MessageDigestSpi implementation = (MessageDigestSpi) IMPLEMENTATION.get(digest);
            context.writeRef(digest.getAlgorithm());
            context.writeRef(state(implementation));
            context.writeRef(BUFFER.get(implementation));
            context.writeRef(BUFFERED.getInt(implementation));
            context.writeRef(PROCESSED.getLong(implementation));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MessageDigest read(ReadContext context) {
        try {
            MessageDigest digest = MessageDigest.getInstance((String) context.readRef(), PROVIDER);
            MessageDigestSpi implementation = (MessageDigestSpi) IMPLEMENTATION.get(digest);
            copy(context.readRef(), state(implementation));
            copy(context.readRef(), BUFFER.get(implementation));
            BUFFERED.setInt(implementation, (Integer) context.readRef());
            PROCESSED.setLong(implementation, (Long) context.readRef());
            return digest;
        } catch (GeneralSecurityException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object state(MessageDigestSpi implementation) throws IllegalAccessException {
        for (Field state : STATES) {
            if (state.getDeclaringClass().isInstance(implementation)) {
                return state.get(implementation);
            }
        }
        throw new IllegalStateException("no state is known of " + implementation.getClass());
    }

    @SuppressWarnings("SuspiciousSystemArraycopy")
    private static void copy(Object saved, Object into) throws DigestException {
        int length = java.lang.reflect.Array.getLength(into);
        if (java.lang.reflect.Array.getLength(saved) != length) {
            throw new DigestException("a digest was saved with another size of state");
        }
        System.arraycopy(saved, 0, into, 0, length);
    }
}
