package io.brook.notice.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a policy: {@code local.yaml}, and then the file of the kind of node that it is for, {@code local-manager.yaml} or
 * {@code local-worker.yaml}. Collects all problems before it fails.
 */
public final class PolicyParser {
    /** The file for all nodes. */
    public static final String ALL = "local.yaml";

    /** The file for nodes that judge notices. */
    public static final String MANAGER = "local-manager.yaml";

    /** The file for nodes that analyse packets. */
    public static final String WORKER = "local-worker.yaml";

    private static final String SETTINGS = "settings";
    private static final String TABLES = "tables";
    private static final String NOTICES = "notices";
    private static final Set<String> PARTS = keys(SETTINGS, TABLES, NOTICES);
    private static final Set<String> FILE = keys("file");
    private static final Pattern TABLE_NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int DEEPEST = 10;

    private final PolicyFiles files;
    private final AddressSets addresses;
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final List<PolicySetting> settings = new ArrayList<>();
    private final SortedMap<String, List<TableEntry>> tables = new TreeMap<>();
    private final List<PolicyNode> notices = new ArrayList<>();

    private PolicyParser(PolicyFiles files, AddressSets addresses) {
        this.files = files;
        this.addresses = addresses;
    }

    static Set<String> keys(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    /**
     * Reads what concerns one kind of node.
     *
     * @param own {@link #MANAGER}, {@link #WORKER}, or both for a process that is all of them
     * @throws PolicyException that lists all problems, if there are any
     */
    public static SitePolicy read(PolicyFiles files, AddressSets addresses, List<String> own) throws PolicyException {
        PolicyParser parser = new PolicyParser(files, addresses);
        parser.file(ALL);
        own.forEach(parser::file);
        return parser.policy();
    }

    /**
     * Checks all of it, for all kinds of nodes.
     *
     * @throws PolicyException that lists all problems, if there are any
     */
    public static SitePolicy check(PolicyFiles files, AddressSets addresses) throws PolicyException {
        PolicyParser parser = new PolicyParser(files, addresses);
        for (String name : files.others()) {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                parser.expected(name);
            }
        }
        parser.file(ALL);
        parser.file(MANAGER);
        parser.file(WORKER);
        return parser.policy();
    }

    private void expected(String name) {
        if (!List.of(ALL, MANAGER, WORKER).contains(name)) {
            problems.add(new PolicyProblem(
                    name, 1, 1, "is read by nothing; the files are " + String.join(", ", ALL, MANAGER, WORKER)));
        }
    }

    private void file(String name) {
        String text = files.texts().get(name);
        if (text == null) {
            return;
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root != null) {
                parts(new PolicyNode(name, root, problems));
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
            problems.add(new PolicyProblem(name, line, column, "not YAML: " + e.getProblem()));
        }
    }

    private void parts(PolicyNode root) {
        root.map(PARTS).forEach((key, value) -> {
            switch (key) {
                case SETTINGS -> value.map().forEach(this::setting);
                case TABLES -> value.map().forEach(this::table);
                case NOTICES -> notices(value);
                default -> {
                    // It has been reported as unknown.
                }
            }
        });
    }

    private void setting(String key, PolicyNode value) {
        String text = value.isList() ? String.join(", ", value.texts()) : value.text();
        settings.add(new PolicySetting(key, text, value.file() + ':' + value.line()));
    }

    private void notices(PolicyNode value) {
        if (value.file().equals(WORKER)) {
            value.problem("workers judge no notices; this belongs into " + MANAGER + " or " + ALL);
        }
        notices.add(value);
    }

    private void table(String name, PolicyNode value) {
        if (!TABLE_NAME.matcher(name).matches()) {
            value.problem("a table's name consists of small letters, digits and _, and begins with a letter: " + name);
            return;
        }
        if (tables.put(name, value.isMap() ? fromFile(value) : inline(value)) != null) {
            value.problem("the table " + name + " is there twice");
        }
    }

    private static List<TableEntry> inline(PolicyNode value) {
        return value.list().stream()
                .map(each -> new TableEntry(each.text(), each.file(), each.line(), each.column()))
                .toList();
    }

    private List<TableEntry> fromFile(PolicyNode value) {
        PolicyNode named = value.map(FILE).get("file");
        if (named == null) {
            value.problem("expected a list, or file: NAME");
            return List.of();
        }
        String text = files.texts().get(named.text());
        if (text == null) {
            named.problem("there is no file " + named.text() + " in the policy's folder");
            return List.of();
        }
        List<TableEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String entry = line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) {
                entries.add(new TableEntry(entry, named.text(), number, line.indexOf(entry) + 1));
            }
        }
        return entries;
    }

    /** Entries of tables in which conditions look for addresses. */
    private void checkAddresses(String table) {
        for (TableEntry each : tables.getOrDefault(table, List.of())) {
            if (!addresses.isAddress(each.text()) && !addresses.isNetwork(each.text())) {
                problems.add(each.problem("no address and no network: " + each.text()
                        + "; a condition looks for addresses in the table " + table));
            }
        }
    }

    private SitePolicy policy() throws PolicyException {
        ConditionCompiler conditions = new ConditionCompiler(tables.keySet(), addresses);
        RuleParser parser = new RuleParser(conditions);
        List<PolicyRule> rules = new ArrayList<>();
        notices.forEach(part -> rules.addAll(parser.rules(part)));
        conditions.finish();
        conditions.addressTables().forEach(this::checkAddresses);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(PolicyProblem::file)
                    .thenComparing(PolicyProblem::line)
                    .thenComparing(PolicyProblem::column));
            throw new PolicyException(problems, settings);
        }
        Map<String, PolicyTable> variables = tables.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> NoticeFacts.table(each.getKey()), each -> PolicyTable.of(each.getValue(), addresses)));
        return new SitePolicy(rules, variables, settings, parts());
    }

    private Map<String, String> parts() {
        PolicyParts parts = new PolicyParts();
        notices.forEach(parts::notices);
        tables.forEach(parts::table);
        parts.sigma(files.sigma());
        return parts.all();
    }
}
