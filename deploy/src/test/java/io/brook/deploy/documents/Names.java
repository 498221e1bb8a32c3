package io.brook.deploy.documents;

import io.brook.analysis.registry.WeirdTable;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.Option;
import io.brook.deploy.metrics.Measure;
import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What documents may set as code. A span is checked by its form alone:
 *
 * <ul>
 *   <li>{@code brook ...} is a command, with its options; {@code --option} is an option of some command;
 *   <li>{@code Key = value} is a setting that may have this value;
 *   <li>a word that begins with a capital and has small letters, {@code FlowKey}, is a class of Brook, of its tests or of its Avro
 *       schemas, which may have the end of its package before it, and members behind it; or a setting, a column of a log, or a
 *       weird;
 *   <li>{@code name(...)} is a method;
 *   <li>{@code first.second} is a package, a file, a topic or a setting, if {@code first} is part of the name of some package;
 *   <li>a path without a slash before it is one of the checkout, or the end of one, if it begins with the name of some folder there;
 *   <li>a file with the ending of a source or a document is in the checkout, and {@code x.log} is a log;
 *   <li>{@code brook_...} is a metric.
 * </ul>
 *
 * <p>Other spans are not checked. What has one of these forms and is not Brook's is written with its owner, {@code
 * java.util.Map}, or not as code.
 */
final class Names {
    private static final Pattern OPTION = Pattern.compile("(--[a-z][a-z-]*)([ =].*)?", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("([A-Z]\\w*[a-z]\\w*) = ?(.*)");
    private static final Pattern TYPE =
            Pattern.compile("(?<package>([a-z]\\w*\\.)*)(?<name>[A-Z]\\w*[a-z]\\w*)(?<members>([.#]\\w+)*)(\\(.*\\))?");
    private static final Pattern METHOD = Pattern.compile("([a-z]\\w*\\.)*(?<name>[a-z]\\w*)\\(.*\\)");
    private static final Pattern DOTTED = Pattern.compile("(?<first>[a-z]\\w*)(\\.(\\w+|\\*))+");
    private static final Pattern PATH = Pattern.compile("(?<first>[\\w.*@-]+)(/[\\w.*@-]+)+/?");
    private static final Pattern FILE =
            Pattern.compile("[\\w.*@-]+\\.(avdl|cfg|java|md|py|service|sh|tsv|txt|xml|yaml|yml)");
    private static final Pattern LOG = Pattern.compile("(?<path>[a-z][a-z0-9_]*)\\.log(\\.\\d+)?");
    private static final Pattern METRIC = Pattern.compile("(brook_[a-z_]+)(\\{.*)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+|\\.\\.\\.");

    /** Where names of others begin. */
    private static final Pattern FOREIGN = Pattern.compile("(com|jakarta|java|javax|org|sun)\\..*");

    private final Checkout checkout;
    private final Commands commands;

    Names(Checkout checkout, Commands commands) {
        this.checkout = checkout;
        this.commands = commands;
    }

    /** What is wrong with what a document sets as code; nothing when it is right, or of no form that is checked. */
    Optional<String> problem(String span) {
        if (Commands.isOne(span)) {
            return commands.problem(span);
        }
        Matcher option = OPTION.matcher(span);
        if (option.matches()) {
            return unless(commands.hasOption(option.group(1)), "is no option of brook", span);
        }
        Matcher setting = SETTING.matcher(span);
        if (setting.matches()) {
            return settingProblem(setting.group(1), setting.group(2));
        }
        Matcher metric = METRIC.matcher(span);
        if (metric.matches()) {
            return unless(
                    Arrays.stream(Measure.values()).anyMatch(each -> each.id().equals(metric.group(1))),
                    "is no metric",
                    span);
        }
        Matcher log = LOG.matcher(span);
        if (log.matches()) {
            return unless(isLog(log.group("path")) || checkout.hasPackage(span), "is no log", span);
        }
        Matcher type = TYPE.matcher(span);
        if (type.matches()) {
            return typeProblem(span, type);
        }
        Matcher method = METHOD.matcher(span);
        if (method.matches()) {
            return unless(checkout.hasMethod(method.group("name")), "is no method", span);
        }
        return fileProblem(span);
    }

    private Optional<String> fileProblem(String span) {
        Matcher path = PATH.matcher(span);
        if (path.matches()) {
            String first = path.group("first");
            boolean checked = checkout.hasFolder(first) && !span.contains("target") && !first.equals("logs");
            return unless(!checked || checkout.hasPath(span), "is no path of the checkout", span);
        }
        if (FILE.matcher(span).matches()) {
            return unless(checkout.hasPath(span), "is no file of the checkout", span);
        }
        Matcher dotted = DOTTED.matcher(span);
        if (!dotted.matches() || !checkout.isInPackageNames(dotted.group("first"))) {
            return Optional.empty();
        }
        boolean known = checkout.hasPackage(span) || checkout.hasPath(span) || isTopic(span) || isSetting(span);
        return unless(known, "is no package, file, topic or setting", span);
    }

    private Optional<String> typeProblem(String span, Matcher type) {
        if (FOREIGN.matcher(span).matches() || isSetting(span) || isColumn(span) || isWeird(span)) {
            return Optional.empty();
        }
        String members = type.group("members");
        return unless(
                checkout.hasType(
                        type.group("package").replaceFirst("\\.$", "").replaceFirst("^io\\.brook\\.", ""),
                        type.group("name"),
                        members.isEmpty()
                                ? List.of()
                                : List.of(members.substring(1).split("[.#]"))),
                "is no class, member or setting of Brook",
                span);
    }

    private static Optional<String> settingProblem(String key, String value) {
        if (!isSetting(key)) {
            return Optional.of("is no setting: " + key);
        }
        if (value.isEmpty() || PLACEHOLDER.matcher(value).matches()) {
            return Optional.empty();
        }
        try {
            ConfigReader.read(null, List.of(key + '=' + value));
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(e.getMessage());
        }
    }

    static boolean isSetting(String key) {
        return BrookConfig.OPTIONS.stream()
                .flatMap(group -> group.options().stream())
                .map(Option::key)
                .anyMatch(key::equals);
    }

    private static boolean isColumn(String name) {
        return LogStream.ALL.stream()
                .flatMap(log -> LogColumn.of(log.schema()).stream())
                .map(LogColumn::name)
                .anyMatch(name::equals);
    }

    private static boolean isWeird(String name) {
        return WeirdTable.ALL.stream().anyMatch(weird -> weird.oddity().name().equals(name));
    }

    static boolean isLog(String path) {
        return LogStream.ALL.stream().anyMatch(log -> log.path().equals(path));
    }

    static boolean isTopic(String name) {
        return Topics.all().stream().map(Topic::name).anyMatch(name::equals);
    }

    private static Optional<String> unless(boolean right, String problem, String span) {
        return right ? Optional.empty() : Optional.of(problem + ": " + span);
    }
}
