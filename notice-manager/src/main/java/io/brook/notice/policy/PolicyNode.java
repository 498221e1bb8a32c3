package io.brook.notice.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value in a policy's file, which knows where it is. What is not as expected becomes a problem, and reads as empty. */
final class PolicyNode {
    private final String file;
    private final Node node;
    private final List<PolicyProblem> problems;

    PolicyNode(String file, Node node, List<PolicyProblem> problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    /** Notes that something is wrong with it. */
    void problem(String message) {
        Mark mark = node.getStartMark();
        problems.add(new PolicyProblem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** Notes that something is wrong within its text. */
    void problemAt(int line, int column, String message) {
        Mark mark = node.getStartMark();
        boolean isQuoted = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED
                        || scalar.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED);
        int indent = line > 1 ? 0 : mark.getColumn() + (isQuoted ? 1 : 0);
        problems.add(new PolicyProblem(file, mark.getLine() + line, indent + column, message));
    }

    String file() {
        return file;
    }

    /** The column where it is, from 1. */
    int column() {
        return node.getStartMark().getColumn() + 1;
    }

    /** The line where it is, from 1. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    private PolicyNode of(Node other) {
        return new PolicyNode(file, other, problems);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Its values by their keys, in their order, which may be any. */
    Map<String, PolicyNode> map() {
        Map<String, PolicyNode> values = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            problem("expected keys with values");
            return values;
        }
        for (NodeTuple each : map.getValue()) {
            PolicyNode key = of(each.getKeyNode());
            String name = key.text();
            if (values.put(name, of(each.getValueNode())) != null) {
                key.problem(name + " is there twice");
            }
        }
        return values;
    }

    /** Its values by their keys, of which there are these. */
    Map<String, PolicyNode> map(Set<String> keys) {
        Map<String, PolicyNode> values = map();
        if (node instanceof MappingNode map) {
            for (NodeTuple each : map.getValue()) {
                PolicyNode key = of(each.getKeyNode());
                if (!keys.contains(key.text())) {
                    key.problem("unknown key " + key.text() + "; there are " + String.join(", ", keys));
                }
            }
        }
        return values;
    }

    List<PolicyNode> list() {
        if (!(node instanceof SequenceNode list)) {
            problem("expected a list");
            return List.of();
        }
        List<PolicyNode> values = new ArrayList<>();
        list.getValue().forEach(each -> values.add(of(each)));
        return values;
    }

    /** Its values by their keys; none when it has no keys, which is no problem. */
    Map<String, PolicyNode> entries() {
        return isMap() ? map() : Map.of();
    }

    /** Its elements; none when it is no list, which is no problem. */
    List<PolicyNode> elements() {
        return isList() ? list() : List.of();
    }

    /** All that it says, on one line. */
    String inWords() {
        if (node instanceof MappingNode) {
            return entries().entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue().bracketed())
                    .collect(Collectors.joining(", "));
        }
        return node instanceof ScalarNode scalar
                ? scalar.getValue()
                : elements().stream().map(PolicyNode::bracketed).collect(Collectors.joining(", "));
    }

    private String bracketed() {
        if (node instanceof ScalarNode) {
            return inWords();
        }
        return isMap() ? '{' + inWords() + '}' : '[' + inWords() + ']';
    }

    List<String> texts() {
        return list().stream().map(PolicyNode::text).toList();
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem("expected text");
        return "";
    }

    boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            problem("expected true or false");
        }
        return text.equals("true");
    }
}
