package io.brook.deploy.shell;

import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.SectionFile.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of cluster.cfg, or zeekctl.cfg, below the directory {@code etc} of a base directory. */
final class ClusterFile {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> BASE = Set.of("basedir", "zeekbase", "brobase");
    /** Leaves a port for each of the most nodes. */
    private static final int MOST = 60_000;

    /** The least and the most of a number. */
    private record Range(int least, int most) {
        boolean has(String text) {
            return text.matches("\\d{1,5}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
        }
    }

    private static final Map<ClusterOption, Range> NUMBERS = Map.of(
            ClusterOption.STOP_TIMEOUT, new Range(1, MOST),
            ClusterOption.COMMAND_TIMEOUT, new Range(1, MOST),
            ClusterOption.COMM_TIMEOUT, new Range(1, MOST),
            ClusterOption.METRICS_PORT, new Range(1, MOST),
            ClusterOption.CRASH_RESTART_PAUSE, new Range(0, MOST),
            ClusterOption.CRASH_EXPIRE_INTERVAL, new Range(0, MOST),
            ClusterOption.STATS_LOG_EXPIRE_INTERVAL, new Range(0, MOST),
            ClusterOption.MIN_DISK_SPACE, new Range(0, 100));

    private static final List<String> STARTERS =
            List.of(ClusterOption.BY_SHELL, ClusterOption.BY_SYSTEMD, ClusterOption.BY_SYSTEMD_OF_USER);

    private final Path base;
    private final Map<ClusterOption, String> values = new EnumMap<>(ClusterOption.class);
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private ClusterFile(Path base) {
        this.base = base;
    }

    /**
     * Reads the options; without a file, all have their defaults.
     *
     * @throws ConfigException with a line for everything that is wrong
     */
    static ClusterFile read(Path base) throws ConfigException {
        ClusterFile options = new ClusterFile(base);
        List<String> problems = new ArrayList<>();
        Path own = base.resolve("etc/cluster.cfg");
        Path file = Files.exists(own) ? own : base.resolve("etc/zeekctl.cfg");
        Map<String, Entry> entries = Files.exists(file) ? SectionFile.entries(file, problems) : Map.of();
        entries.forEach((key, entry) -> options.take(key, entry, file, problems));
        options.environment.putAll(
                EnvironmentList.parse(options.text(ClusterOption.ENV_VARS), file + ": Env_Vars", problems));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return options;
    }

    private void take(String key, Entry entry, Path file, List<String> problems) {
        String origin = file + ":" + entry.line() + ": ";
        ClusterOption option = ClusterOption.of(key).orElse(null);
        if (option == null) {
            problems.add(origin + "unknown option " + key
                    + "; the reference lists all of them (docs/reference/cluster-options.md)");
        } else if (option.fate() == ClusterOption.Fate.REFUSED) {
            problems.add(origin + option.key() + " cannot be used; remove it. " + plain(option));
        } else if (option.fate() == ClusterOption.Fate.WITHOUT_EFFECT) {
            remarks.add(origin + option.key() + " has no effect. " + plain(option));
        } else if (NUMBERS.containsKey(option) && !NUMBERS.get(option).has(entry.value())) {
            Range range = NUMBERS.get(option);
            problems.add(origin + option.key() + " must be a whole number from " + range.least() + " to " + range.most()
                    + ", not " + entry.value());
        } else if (option == ClusterOption.START_BY && !STARTERS.contains(entry.value())) {
            problems.add(origin + option.key() + " must be one of " + String.join(", ", STARTERS) + ", not "
                    + entry.value());
        } else {
            checkReferences(entry.value(), origin, problems);
            values.put(option, entry.value());
        }
    }

    private static void checkReferences(String value, String origin, List<String> problems) {
        Matcher references = REFERENCE.matcher(value);
        while (references.find()) {
            String name = references.group(1);
            boolean known = BASE.contains(name.toLowerCase(Locale.ROOT))
                    || ClusterOption.of(name)
                            .filter(each -> each.fate() == ClusterOption.Fate.WORKS)
                            .filter(each -> !each.standard().isEmpty())
                            .isPresent();
            if (!known) {
                problems.add(origin + "${" + name + "} is not known; write it out");
            }
        }
    }

    private static String plain(ClusterOption option) {
        return option.about().replace("`", "");
    }

    /** A line for each option that is set and has no effect. */
    List<String> remarks() {
        return remarks;
    }

    /** An option's value, with the values of those that it names. */
    String text(ClusterOption option) {
        return expand(values.getOrDefault(option, option.standard()), 0);
    }

    private String expand(String text, int depth) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (references.find()) {
            String name = references.group(1);
            ClusterOption other = ClusterOption.of(name).orElse(null);
            // Options that name each other in a circle.
            boolean endless = depth > ClusterOption.values().length;
            String value = other == null
                    ? base.toString()
                    : endless ? "" : expand(values.getOrDefault(other, other.standard()), depth + 1);
            references.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return references.appendTail(expanded).toString();
    }

    int number(ClusterOption option) {
        return Integer.parseInt(text(option));
    }

    /** Whether an option is 1 or another number than 0, or one of the words for it. */
    boolean flag(ClusterOption option) {
        return !Set.of("", "0", "no", "false", "off").contains(text(option).toLowerCase(Locale.ROOT));
    }

    /** A path, relative to the base directory. */
    Path path(ClusterOption option) {
        return base.resolve(text(option));
    }

    /** The variables of all nodes. */
    Map<String, String> environment() {
        return environment;
    }
}
