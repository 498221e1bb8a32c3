package io.brook.deploy.crash;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.Option;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** Takes passwords and the like out of lines such as {@code key = value}, before they are written into a report. */
public final class Secrets {
    private static final String HIDDEN = "[hidden]";
    private static final Pattern ENTRY = Pattern.compile("(\\s*#?\\s*([\\w.-]+)\\s*=\\s*)(\\S.*)");
    private static final Pattern TELLING =
            Pattern.compile("(?i).*(passw|secret|token|jaas|credential|private.?key|api.?key).*");
    private static final Pattern USER_OF_URL = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    /** Passwords, and addresses that are as good as one for whoever knows them. */
    private static final Set<String> KEYS = BrookConfig.OPTIONS.stream()
            .flatMap(group -> group.options().stream())
            .filter(option ->
                    option.type() == ConfigDef.Type.PASSWORD || option.key().equals("Webhooks"))
            .map(Option::key)
            .map(key -> key.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    private Secrets() {}

    /** A line, with {@code [hidden]} in place of a value that is a secret by its key. */
    public static String hide(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches() && isSecret(entry.group(2))) {
            return entry.group(1) + HIDDEN;
        }
        return USER_OF_URL.matcher(line).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    private static boolean isSecret(String key) {
        return KEYS.contains(key.toLowerCase(Locale.ROOT))
                || TELLING.matcher(key).matches();
    }
}
