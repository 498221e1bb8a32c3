package io.brook.deploy.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.types.Password;

/**
 * One setting of the configuration file.
 *
 * @param key its name there
 * @param type how its value is read
 * @param standard its default, of the type's class
 * @param validator refuses other values; null when every value of the type is allowed
 * @param values what values look like, in words
 * @param unit what a number counts; empty where that is clear without one
 * @param about what it means, in sentences
 * @param readers the commands that read it
 */
public record Option(
        String key,
        Type type,
        Object standard,
        Validator validator,
        String values,
        String unit,
        String about,
        Set<Reader> readers) {

    private static final String LIST_OF = "list of ";

    private static Option of(String key, Type type, Object standard, Validator validator, String values) {
        return new Option(key, type, standard, validator, values, "", "", Set.of());
    }

    static Option text(String key, String standard) {
        return of(key, Type.STRING, standard, null, "text");
    }

    static Option text(String key, String standard, Validator validator) {
        return of(key, Type.STRING, standard, validator, validator.toString());
    }

    static Option oneOf(String key, String standard, String... values) {
        return of(key, Type.STRING, standard, ValidString.in(values), String.join(", ", values));
    }

    static Option password(String key) {
        return of(key, Type.PASSWORD, "", null, "text");
    }

    static Option flag(String key, boolean standard) {
        return of(key, Type.BOOLEAN, standard, null, "true or false");
    }

    static Option list(String key, Validator validator) {
        return list(key, List.of(), validator);
    }

    static Option list(String key, List<String> standard, Validator validator) {
        return of(key, Type.LIST, standard, validator, LIST_OF + validator);
    }

    static Option brokers(String key) {
        return of(key, Type.LIST, List.of(), null, LIST_OF + "host:port");
    }

    static Option integer(String key, int standard, int least, int most) {
        return of(key, Type.INT, standard, Range.between(least, most), least + " to " + most);
    }

    static Option integer(String key, int standard, int least) {
        return of(key, Type.INT, standard, Range.atLeast(least), least + " or more");
    }

    static Option number(String key, long standard, long least) {
        return of(key, Type.LONG, standard, Range.atLeast(least), least + " or more");
    }

    static Option decimal(String key, double standard, int least, int most) {
        return of(key, Type.DOUBLE, standard, Range.between(least, most), least + " to " + most);
    }

    /** The same, with what its number counts. */
    Option in(String measure) {
        return new Option(key, type, standard, validator, values, measure, about, readers);
    }

    /** The same, with what it means. */
    Option about(String sentences) {
        return new Option(key, type, standard, validator, values, unit, sentences, readers);
    }

    /** The same, for these commands. */
    Option readBy(Reader first, Reader... others) {
        return readBy(EnumSet.of(first, others));
    }

    /** The same, for these commands. */
    Option readBy(Set<Reader> commands) {
        return new Option(key, type, standard, validator, values, unit, about, Set.copyOf(commands));
    }

    /** The default as it is written in a file; empty when there is none. */
    public String standardText() {
        return text(standard);
    }

    /** Whether its value is for those only who have set it: passwords, and the addresses of webhooks, which have keys in them. */
    boolean isSecret() {
        return type == Type.PASSWORD || key.equals(WebhookSettings.RECEIVERS);
    }

    /** A value as it is written in a file. */
    static String text(Object value) {
        if (value instanceof Password password) {
            return password.value();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                : value.toString();
    }

    /** What a value may be, with its unit, such as "1 to 3600 seconds". */
    public String form() {
        return (values + ' ' + unit).strip();
    }

    void defineIn(ConfigDef definition) {
        definition.define(key, type, standard, validator, Importance.MEDIUM, about);
    }
}
