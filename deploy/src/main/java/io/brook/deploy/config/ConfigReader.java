package io.brook.deploy.config;

import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.extension.Extensions;
import io.brook.analysis.extension.SiteJars;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.x509.TrustedAuthorities;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicySetting;
import io.brook.notice.policy.SitePolicy;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Reads settings in zeekctl's style: {@code Key = Value}, one to a line; a line that begins with {@code #} is a comment; keys may be
 * in upper or lower case. Collects all problems before it fails.
 */
public final class ConfigReader {
    private static final int DIGEST_BYTES = 8;

    /** A setting as it was written, and where. */
    private record Line(String text, String origin) {}

    private Extensions site = Extensions.NONE;

    /** All settings that there are, and their names by these in lower case. */
    private ConfigDef definition;

    private final Map<String, String> keys = new HashMap<>();

    /** The settings by the proper spelling of their keys; later ones override earlier ones. */
    private final Map<String, Setting> settings = new TreeMap<>();

    private final List<String> problems = new ArrayList<>();
    private final PolicyAddresses addresses = new PolicyAddresses();
    private SitePolicy policy = SitePolicy.NONE;
    private SigmaRules sigma = SigmaRules.NONE;

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
        List<Line> lines = file == null ? List.of() : settings.lines(file);
        List<Line> set = options.stream()
                .map(option -> new Line(option, "--set " + option))
                .toList();
        Optional<Path> folder = folder(Stream.concat(lines.stream(), set.stream()));
        settings.extend(folder);
        lines.forEach(settings::add);
        folder.ifPresent(policy -> settings.policy(reader, policy));
        set.forEach(settings::add);
        return settings.config(reader);
    }

    private List<Line> lines(Path file) {
        List<Line> found = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    found.add(new Line(line, file + ":" + (i + 1)));
                }
            }
        } catch (NoSuchFileException e) {
            problems.add(file + ": no such file");
        } catch (MalformedInputException e) {
            problems.add(file + ": not a text file in UTF-8");
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
        }
        return found;
    }

    /** The folder of the policy that the last of some lines names that names one. */
    private static Optional<Path> folder(Stream<Line> lines) {
        return lines.map(line -> Setting.parse(line.text(), line.origin()))
                .filter(setting -> setting != null && setting.key().equalsIgnoreCase(PolicySettings.DIRECTORY.key()))
                .reduce((before, last) -> last)
                .map(setting -> setting.value())
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    /** Loads the site's jars, whose detectors have settings, too. */
    private void extend(Optional<Path> folder) {
        Extensions found = folder.map(policy -> SiteJars.read(policy.resolve(PolicySettings.JARS), problems))
                .orElse(Extensions.NONE);
        ConfigDef own = BrookConfig.definition(Extensions.NONE);
        own.names().forEach(key -> keys.put(key.toLowerCase(Locale.ROOT), key));
        List<String> taken = found.options()
                .map(DetectorOption::key)
                .filter(key -> keys.containsKey(key.toLowerCase(Locale.ROOT)))
                .toList();
        taken.forEach(key -> problems.add(
                folder.orElseThrow() + ": a jar has a detector with the setting " + key + ", which Brook has, too"));
        if (taken.isEmpty()) {
            site = found;
        }
        definition = BrookConfig.definition(site);
        definition.names().forEach(key -> keys.put(key.toLowerCase(Locale.ROOT), key));
    }

    private void policy(Reader reader, Path folder) {
        List<PolicySetting> redefined;
        try {
            PolicyFiles files = PolicyFiles.read(folder);
            sigma = PolicySettings.sigma(files, reader);
            PolicySettings.add(folder, sigma, problems);
            policy = PolicySettings.read(files, reader, addresses);
            redefined = policy.settings();
        } catch (PolicyException e) {
            PolicySettings.add(folder, e, problems);
            redefined = e.settings();
        }
        for (PolicySetting each : redefined) {
            if (each.key().equalsIgnoreCase(PolicySettings.DIRECTORY.key())) {
                problems.add(folder.resolve(each.origin()) + ": a policy cannot name another one");
            } else {
                add(new Line(
                        each.key() + '=' + each.value(),
                        folder.resolve(each.origin()).toString()));
            }
        }
    }

    private void add(Line line) {
        Setting setting = Setting.parse(line.text(), line.origin());
        if (setting == null) {
            problems.add(line.origin() + ": expected Key = Value, found: " + line.text());
            return;
        }
        String key = keys.get(setting.key().toLowerCase(Locale.ROOT));
        if (key == null) {
            problems.add(line.origin() + ": unknown key " + setting.key() + "; the keys are "
                    + String.join(", ", definition.names()));
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

    /** Those of the file that is named; null when none is. */
    private TrustedAuthorities authorities() {
        Setting file = settings.get(AnalysisSettings.AUTHORITIES.key());
        if (file == null || file.value().isEmpty()) {
            return null;
        }
        try {
            return TrustedAuthorities.of(Path.of(file.value()));
        } catch (NoSuchFileException e) {
            problems.add(file.origin() + ": " + file.value() + ": no such file");
        } catch (IOException e) {
            problems.add(file.origin() + ": " + file.value() + ": " + e.getMessage()
                    + "; give certificates in PEM, one after another");
        }
        return null;
    }

    private BrookConfig config(Reader reader) throws ConfigException {
        Map<String, String> values = new HashMap<>();
        settings.forEach((key, setting) -> values.put(key, setting.value()));
        for (ConfigValue value : definition.validate(values)) {
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
        TrustedAuthorities authorities = authorities();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        addresses.localAre(local);
        site.install();
        return new BrookConfig(site, values, reader, local, authorities, policy, sigma, contents());
    }

    /** What is in the files that settings name, by the settings' keys: a digest of each. */
    private Map<String, String> contents() throws ConfigException {
        Map<String, String> contents = new HashMap<>();
        for (Option option : List.of(AnalysisSettings.LOCAL_NETS, AnalysisSettings.AUTHORITIES)) {
            Setting file = settings.get(option.key());
            if (file != null && !file.value().isEmpty()) {
                try {
                    byte[] all = Files.readAllBytes(Path.of(file.value()));
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(all);
                    contents.put(option.key(), HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
                } catch (IOException e) {
                    throw new ConfigException(
                            List.of(file.origin() + ": " + file.value() + " cannot be read: " + e.getMessage()));
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return contents;
    }
}
