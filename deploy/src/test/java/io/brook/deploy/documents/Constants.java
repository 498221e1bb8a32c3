package io.brook.deploy.documents;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Values of constants as documents may write them: 150 ms, 64 MiB, 16,384. */
final class Constants {
    /** Nothing else that is so large is a limit. */
    private static final long NANOS = 1_000_000_000;

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private Constants() {}

    /**
     * What a document may say of a constant: a time, or a number, as such and as a size.
     *
     * @param type the full name of a class
     * @param name of one of its static fields
     * @throws ReflectiveOperationException when there is no such constant
     */
    static Set<String> texts(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        Object value = field.get(null);
        if (value instanceof Duration time) {
            return Set.of(text(time));
        }
        long number = ((Number) value).longValue();
        if (number >= NANOS && number % NANOS == 0) {
            return Set.of(text(Duration.ofNanos(number)));
        }
        return Set.of(String.format(Locale.ROOT, "%,d", number), size(number));
    }

    private static String size(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / KIB + " KiB";
    }

    private static String text(Duration time) {
        if (time.toMillis() % 1000 != 0) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() % 60 != 0) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
