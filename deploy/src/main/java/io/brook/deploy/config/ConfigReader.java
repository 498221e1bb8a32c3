package io.brook.deploy.config;

import io.brook.analysis.site.LocalNetworks;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicySetting;
import io.brook.notice.policy.SitePolicy;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Reads settings in zeekctl's style: {@code Key = Value}, one to a line; a line that begins with {@code #} is a comment; keys may be
 * in upper or lower case. Collects all problems before it fails.
 */
public final class ConfigReader {
    private static final Map<String, String> KEYS = BrookConfig.DEFINITION.names().stream()
            .collect(Collectors.toMap(key -> key.toLowerCase(Locale.ROOT), key -> key));

    /** The settings by the proper spelling of their keys; later ones override earlier ones. */
    private final Map<String, Setting> settings = new TreeMap<>();

    private final List<String> problems = new ArrayList<>();
    private final PolicyAddresses addresses = new PolicyAddresses();
    private SitePolicy policy = SitePolicy.NONE;

    /** Reads for an unknown command, which may read all settings. */
    public static BrookConfig read(Path file, List<String> options) throws ConfigException {
        return read(null, file, options);
    }

    /**
     * Reads the file, if there is one, the policy that it or an option names, and then the options; what is read later overrides what was
     * read before.
     *
     * @param reader the command that the settings are for; null for one that may read all settings
     * @param file a configuration file, or null
     * @param options texts like {@code Key=Value}, as given to {@code --set}
     * @throws ConfigException that lists all problems, if there are any
     */
    public static BrookConfig read(Reader reader, Path file, List<String> options) throws ConfigException {
        ConfigReader settings = new ConfigReader();
        if (file != null) {
            settings.file(file);
        }
        settings.policy(reader, options);
        options.forEach(option -> settings.add(option, "--set " + option));
        return settings.config(reader);
    }

    private void file(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(line, file + ":" + (i + 1));
                }
            }
        } catch (NoSuchFileException e) {
            problems.add(file + ": no such file");
        } catch (MalformedInputException e) {
            problems.add(file + ": not a text file in UTF-8");
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
        }
    }

    private void policy(Reader reader, List<String> options) {
        Setting named = settings.get(PolicySettings.DIRECTORY.key());
        for (String option : options) {
            Setting setting = Setting.parse(option, "--set " + option);
            if (setting != null && setting.key().equalsIgnoreCase(PolicySettings.DIRECTORY.key())) {
                named = setting;
            }
        }
        if (named == null || named.value().isEmpty()) {
            return;
        }
        Path folder = Path.of(named.value());
        List<PolicySetting> redefined;
        try {
            policy = PolicySettings.read(folder, reader, addresses);
            redefined = policy.settings();
        } catch (PolicyException e) {
            PolicySettings.add(folder, e, problems);
            redefined = e.settings();
        }
        for (PolicySetting each : redefined) {
            if (each.key().equalsIgnoreCase(PolicySettings.DIRECTORY.key())) {
                problems.add(folder.resolve(each.origin()) + ": a policy cannot name another one");
            } else {
                add(
                        each.key() + '=' + each.value(),
                        folder.resolve(each.origin()).toString());
            }
        }
    }

    private void add(String text, String origin) {
        Setting setting = Setting.parse(text, origin);
        if (setting == null) {
            problems.add(origin + ": expected Key = Value, found: " + text);
            return;
        }
        String key = KEYS.get(setting.key().toLowerCase(Locale.ROOT));
        if (key == null) {
            problems.add(origin + ": unknown key " + setting.key() + "; the keys are "
                    + String.join(", ", BrookConfig.DEFINITION.names()));
            return;
        }
        settings.put(key, setting);
    }

    private LocalNetworks localNetworks() {
        Setting file = settings.get(AnalysisSettings.LOCAL_NETS.key());
        return file == null || file.value().isEmpty()
                ? LocalNetworks.PRIVATE
                : NetworksFile.read(Path.of(file.value()), file.origin(), problems);
    }

    private BrookConfig config(Reader reader) throws ConfigException {
        Map<String, String> values = new HashMap<>();
        settings.forEach((key, setting) -> values.put(key, setting.value()));
        for (ConfigValue value : BrookConfig.DEFINITION.validate(values)) {
            // A value that cannot be parsed is also reported as missing; the first message is the one that helps.
            value.errorMessages().stream()
                    .findFirst()
                    .ifPresent(
                            problem -> problems.add(settings.get(value.name()).origin() + ": " + problem));
        }
        Setting user = settings.get(MailSettings.USER.key());
        if (user != null && !user.value().isEmpty() && !settings.containsKey(MailSettings.PASSWORD.key())) {
            problems.add(user.origin() + ": SmtpUser is set, SmtpPassword is not");
        }
        LocalNetworks local = localNetworks();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        addresses.localAre(local);
        return new BrookConfig(values, reader, local, policy);
    }
}
