package io.brook.deploy.config;

import io.brook.analysis.detect.Detectors;
import io.brook.schemas.format.LogStyle;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** What values of settings must look like, as far as Kafka has no validator for it. */
final class Validators {
    /** A time in zeekctl's notation. */
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,6})\\s*(day|hr|min|)s?", Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,]+@[^\\s@<>,]+");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("[^<>]*<" + ADDRESS.pattern() + ">");

    /** A topic's name has at most 249 characters of these. */
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    private static final Pattern HTTP = Pattern.compile("https?://[^\\s/:@]+(:\\d{1,5})?(/[\\w./~-]*)?");

    private static final Pattern MIME_TYPE = Pattern.compile("[^\\s/,]+/[^\\s/,]+");

    static final Validator PATH = LambdaValidator.with(Validators::path, () -> "a path, or empty");
    static final Validator EACH_A_MIME_TYPE = LambdaValidator.with(Validators::mimeTypes, () -> "type/subtype");
    static final Validator EACH_A_MAIL_ADDRESS = LambdaValidator.with(Validators::mailAddresses, () -> "name@domain");
    static final Validator SENDER = LambdaValidator.with(Validators::sender, () -> "name@domain or Name <name@domain>");
    static final Validator SENDER_OR_EMPTY =
            LambdaValidator.with(Validators::senderOrEmpty, () -> "name@domain or Name <name@domain>, or empty");
    static final Validator EXTENSION =
            LambdaValidator.with(Validators::extension, () -> "letters, digits and underscores");
    static final Validator EXPIRY = LambdaValidator.with(Validators::expiry, () -> "N, N day, N hr or N min");
    static final Validator EACH_A_FILE_PATTERN =
            LambdaValidator.with(Validators::filePatterns, () -> "name with * and ?");
    static final Validator NOT_EMPTY = LambdaValidator.with(Validators::notEmpty, () -> "not empty");

    static final Validator EACH_A_WEBHOOK =
            LambdaValidator.with(Validators::webhooks, () -> "[slack: or alertmanager:]http address");

    static final Validator EACH_AN_EXTRA_COLUMN =
            eachOf(LogStyle.EXTRA, "not a column that can be added", String.join(", ", LogStyle.EXTRA));

    static final Validator EACH_AN_EXTRA_LOG =
            eachOf(Detectors.EXTRA_LOGS, "not such a log", String.join(", ", Detectors.EXTRA_LOGS));

    static final Validator NAME_PREFIX = LambdaValidator.with(
            Validators::namePrefix, () -> "letters, digits, dots, dashes and underscores, or empty");

    static final Validator HTTP_ADDRESS =
            LambdaValidator.with(Validators::httpAddress, () -> "http://host:port or https://host:port, or empty");

    static final Validator LISTEN_ADDRESS =
            LambdaValidator.with(Validators::listenAddress, () -> "host:port, or empty");

    private Validators() {}

    /**
     * Each element of a list must look like this.
     *
     * @param form in words
     */
    static Validator each(String form, Predicate<String> valid) {
        return LambdaValidator.with(
                (key, value) -> {
                    for (Object each : (List<?>) value) {
                        if (!valid.test((String) each)) {
                            throw new ConfigException(key, each, "not " + form);
                        }
                    }
                },
                () -> form);
    }

    private static void listenAddress(String key, Object value) {
        String address = (String) value;
        if (!address.isEmpty() && !ListenAddress.isValid(address)) {
            throw new ConfigException(
                    key, address, "not an address to listen at (" + ListenAddress.FORM + "; or empty)");
        }
    }

    private static void httpAddress(String key, Object value) {
        String address = (String) value;
        if (!address.isEmpty() && !HTTP.matcher(address).matches()) {
            throw new ConfigException(key, address, "not an address of a web server (http://host:port or https://...)");
        }
    }

    /** @param types those that there are */
    static Validator eachAnAnalysis(Collection<String> types) {
        return eachOf(types, "not an analysis", String.join(", ", types));
    }

    /** @param notes the types of notices that there are */
    static Validator eachANotice(Collection<String> notes) {
        return eachOf(
                notes,
                "not the type of a notice that can be switched off",
                "types of notices that the reference of detections lists");
    }

    private static Validator eachOf(Collection<String> allowed, String mistake, String form) {
        return LambdaValidator.with(
                (key, value) -> {
                    for (Object each : (List<?>) value) {
                        if (!allowed.contains(each)) {
                            throw new ConfigException(key, each, mistake + "; there are " + String.join(", ", allowed));
                        }
                    }
                },
                () -> form);
    }

    private static void mailAddresses(String key, Object value) {
        for (Object each : (List<?>) value) {
            if (!ADDRESS.matcher((String) each).matches()) {
                throw new ConfigException(key, each, "not a mail address (name@domain)");
            }
        }
    }

    private static void webhooks(String key, Object value) {
        for (Object each : (List<?>) value) {
            if (WebhookSettings.parse((String) each, null).isEmpty()) {
                throw new ConfigException(
                        key,
                        each,
                        "not an address such as https://host/path, with slack: or alertmanager: before it or not");
            }
        }
    }

    private static void namePrefix(String key, Object value) {
        if (!PREFIX.matcher((String) value).matches()) {
            throw new ConfigException(
                    key,
                    value,
                    "not up to 100 letters, digits, dots, dashes and underscores, as Kafka's names have them");
        }
    }

    private static void expiry(String key, Object value) {
        if (!INTERVAL.matcher((String) value).matches()) {
            throw new ConfigException(key, value, "not a number of days, or a number with day, hr or min");
        }
    }

    /** What zeekctl's notation of a time means; without a unit it is days. */
    static Duration expiry(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2).toLowerCase(Locale.ROOT)) {
            case "hr" -> Duration.ofHours(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofDays(number);
        };
    }

    private static void filePatterns(String key, Object value) {
        for (Object each : (List<?>) value) {
            try {
                PathMatcher unused = FileSystems.getDefault().getPathMatcher("glob:" + each);
            } catch (PatternSyntaxException e) {
                throw new ConfigException(key, each, "not a pattern of file names: " + e.getDescription());
            }
        }
    }

    private static void extension(String key, Object value) {
        if (!((String) value).matches("\\w{1,16}")) {
            throw new ConfigException(key, value, "not 1 to 16 letters, digits and underscores");
        }
    }

    private static void path(String key, Object value) {
        try {
            Path unused = Path.of((String) value);
        } catch (InvalidPathException e) {
            throw new ConfigException(key, value, "not a path: " + e.getReason());
        }
    }

    private static void mimeTypes(String key, Object value) {
        for (Object each : (List<?>) value) {
            if (!MIME_TYPE.matcher((String) each).matches()) {
                throw new ConfigException(key, each, "not a MIME type (type/subtype)");
            }
        }
    }

    private static void senderOrEmpty(String key, Object value) {
        if (!((String) value).isEmpty()) {
            sender(key, value);
        }
    }

    private static void sender(String key, Object value) {
        String sender = (String) value;
        if (!ADDRESS.matcher(sender).matches() && !NAMED_ADDRESS.matcher(sender).matches()) {
            throw new ConfigException(key, value, "not a mail address (name@domain or Name <name@domain>)");
        }
    }

    private static void notEmpty(String key, Object value) {
        if (((String) value).isBlank()) {
            throw new ConfigException(key, value, "must not be empty");
        }
    }
}
