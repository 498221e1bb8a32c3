package io.brook.analysis.sigma;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads files of rules. What is wrong with one of them is noted, and the others are read on. */
final class SigmaParser {
    private static final String CONDITION = "condition";
    private static final Set<String> LEVELS = Set.of("informational", "low", "medium", "high", "critical");
    private static final int DEEPEST = 20;

    private final List<SigmaRule> rules = new ArrayList<>();
    private final List<SigmaProblem> problems = new ArrayList<>();
    private final List<SigmaProblem> leftOut = new ArrayList<>();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private int others;

    List<SigmaRule> rules() {
        return rules;
    }

    List<SigmaProblem> problems() {
        return problems;
    }

    List<SigmaProblem> leftOut() {
        return leftOut;
    }

    /** How many rules are about other products than Zeek. */
    int others() {
        return others;
    }

    void problem(String file, String message) {
        problems.add(new SigmaProblem(file, 1, 1, message));
    }

    /** Reads all rules of a file. */
    void read(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            for (Node root : new Yaml(options).composeAll(new StringReader(text))) {
                read(file, root);
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            int column = mark == null ? 1 : mark.getColumn() + 1;
            problems.add(new SigmaProblem(file, line, column, "not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problem(file, "not YAML: " + e.getMessage());
        }
    }

    private void read(String file, Node root) {
        try {
            Map<String, Node> parts = map(root, "a rule is a map, with title, logsource and detection");
            if (parts.containsKey("correlation") || parts.containsKey("action")) {
                throw SigmaException.unsupported(root, "correlations and collections of rules are not supported");
            }
            Map<String, Node> named = map(part(root, parts, "logsource"), "expected product and service");
            Optional<SigmaSource> source = SigmaSource.of(
                    part(root, parts, "logsource"),
                    lower(named, "product"),
                    lower(named, "service"),
                    lower(named, "category"));
            if (source.isEmpty()) {
                others++;
                return;
            }
            add(file, rule(root, parts, source.get()), part(root, parts, "title"));
        } catch (SigmaException e) {
            (e.isUnsupported() ? leftOut : problems).add(e.in(file));
        }
    }

    private void add(String file, SigmaRule rule, Node at) throws SigmaException {
        String before = ids.putIfAbsent(rule.id(), file);
        if (before != null) {
            throw SigmaException.malformed(at, "there is another rule " + rule.id() + " in " + before);
        }
        rules.add(rule);
    }

    private static SigmaRule rule(Node root, Map<String, Node> parts, SigmaSource source) throws SigmaException {
        String title = text(part(root, parts, "title"));
        String level = parts.containsKey("level") ? text(parts.get("level")).toLowerCase(Locale.ROOT) : "medium";
        if (!LEVELS.contains(level)) {
            throw SigmaException.malformed(
                    parts.get("level"),
                    "no level: " + level + "; there are informational, low, medium, high, critical");
        }
        Node detection = part(root, parts, "detection");
        Map<String, Node> found = map(detection, "expected selections and a condition");
        Node condition = part(detection, found, CONDITION);
        SigmaSelection compiler = new SigmaSelection(source);
        Map<String, SigmaTest> selections = new LinkedHashMap<>();
        for (Map.Entry<String, Node> each : found.entrySet()) {
            // How long to count, which only conditions with | do; these say that they are not supported.
            if (!each.getKey().equals(CONDITION) && !each.getKey().equals("timeframe")) {
                selections.put(each.getKey(), compiler.compile(each.getValue()));
            }
        }
        List<SigmaTest> conditions = new ArrayList<>();
        for (Node each : condition instanceof SequenceNode list ? list.getValue() : List.of(condition)) {
            conditions.add(SigmaCondition.parse(each, text(each), selections));
        }
        String id = parts.containsKey("id") ? text(parts.get("id")) : title;
        return new SigmaRule(id, title, level, source.log(), SigmaTest.SomeOf.one(conditions));
    }

    private static Node part(Node at, Map<String, Node> parts, String name) throws SigmaException {
        Node part = parts.get(name);
        if (part == null) {
            throw SigmaException.malformed(at, "there is no " + name);
        }
        return part;
    }

    private static Map<String, Node> map(Node node, String expected) throws SigmaException {
        if (!(node instanceof MappingNode map)) {
            throw SigmaException.malformed(node, expected);
        }
        Map<String, Node> parts = new LinkedHashMap<>();
        for (NodeTuple each : map.getValue()) {
            if (parts.put(text(each.getKeyNode()), each.getValueNode()) != null) {
                throw SigmaException.malformed(each.getKeyNode(), text(each.getKeyNode()) + " is there twice");
            }
        }
        return parts;
    }

    private static String text(Node node) throws SigmaException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw SigmaException.malformed(node, "expected text");
    }

    private static String lower(Map<String, Node> parts, String name) throws SigmaException {
        return parts.containsKey(name) ? text(parts.get(name)).toLowerCase(Locale.ROOT) : null;
    }
}
