package io.brook.deploy.documents;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Locale;

/** Values of constants as documents write them: 150 ms, 64 MiB, 16,384. */
final class Constants {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private Constants() {}

    /**
     * @param type the full name of a class
     * @param name of one of its static fields
     * @throws ReflectiveOperationException when there is no such constant
     */
    static String text(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        Object value = field.get(null);
        if (value instanceof Duration time) {
            return text(time);
        }
        long number = ((Number) value).longValue();
        if (number >= MIB && number % MIB == 0) {
            return number / MIB + " MiB";
        }
        return number > 4 * KIB && number % KIB == 0
                ? number / KIB + " KiB"
                : String.format(Locale.ROOT, "%,d", number);
    }

    private static String text(Duration time) {
        if (time.toMillis() % 1000 != 0) {
            return time.toMillis() + " ms";
        }
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
