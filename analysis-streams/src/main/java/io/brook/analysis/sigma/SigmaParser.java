package io.brook.analysis.sigma;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
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

    /** Parts of a document that is no rule by itself, and what it is. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "correlation", "correlations of rules", "filter", "filters of rules", "action", "collections of rules");

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
        // They are never followed: a document that has one is not read.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        Yaml yaml = new Yaml(options);
        try {
            Map<Integer, Mark> aliases = aliases(yaml, text);
            int number = 0;
            for (Node root : yaml.composeAll(new StringReader(text))) {
                number++;
                if (aliases.containsKey(number)) {
                    leftOut.add(new SigmaProblem(
                            file,
                            aliases.get(number).getLine() + 1,
                            aliases.get(number).getColumn() + 1,
                            "aliases of YAML are not supported; write the value out"));
                } else {
                    read(file, root);
                }
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

    /** The first alias of each document that has one, by the document's number from 1: nodes do not tell any more. */
    private static Map<Integer, Mark> aliases(Yaml yaml, String text) {
        Map<Integer, Mark> first = new HashMap<>();
        if (text.indexOf('&') < 0) {
            // Nothing is named, so there is nothing to refer to; reading every file twice would take time.
            return first;
        }
        int number = 0;
        for (Event event : yaml.parse(new StringReader(text))) {
            if (event instanceof DocumentStartEvent) {
                number++;
            } else if (event instanceof AliasEvent) {
                first.putIfAbsent(number, event.getStartMark());
            }
        }
        return first;
    }

    private void read(String file, Node root) {
        try {
            Map<String, Node> parts = map(root, "a rule is a map, with title, logsource and detection");
            refuseUnsupported(parts);
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

    private static void refuseUnsupported(Map<String, Node> parts) throws SigmaException {
        for (Map.Entry<String, String> each : UNSUPPORTED.entrySet()) {
            if (parts.containsKey(each.getKey())) {
                throw SigmaException.unsupported(
                        parts.get(each.getKey()), each.getValue() + " (" + each.getKey() + ") are not supported");
            }
        }
        Node taxonomy = parts.get("taxonomy");
        if (taxonomy != null && !text(taxonomy).equals("sigma")) {
            throw SigmaException.unsupported(taxonomy, "the only taxonomy is sigma, not " + text(taxonomy));
        }
        Node status = parts.get("status");
        if (status != null && text(status).equals("unsupported")) {
            throw SigmaException.unsupported(status, "the rule says itself that it is unsupported");
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

    static Map<String, Node> map(Node node, String expected) throws SigmaException {
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

    static String text(Node node) throws SigmaException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw SigmaException.malformed(node, "expected text");
    }

    private static String lower(Map<String, Node> parts, String name) throws SigmaException {
        return parts.containsKey(name) ? text(parts.get(name)).toLowerCase(Locale.ROOT) : null;
    }
}
