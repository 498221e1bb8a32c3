package io.brook.analysis.sigma;

import io.brook.analysis.sigma.SigmaTest.AllOf;
import io.brook.analysis.sigma.SigmaTest.Anywhere;
import io.brook.analysis.sigma.SigmaTest.Exists;
import io.brook.analysis.sigma.SigmaTest.Has;
import io.brook.analysis.sigma.SigmaTest.Not;
import io.brook.analysis.sigma.SigmaTest.SomeOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Compiles one selection of a rule: maps, whose columns must all match, lists of them, of which one must, and keywords. */
final class SigmaSelection {
    private final SigmaSource source;

    SigmaSelection(SigmaSource source) {
        this.source = source;
    }

    SigmaTest compile(Node node) throws SigmaException {
        if (node instanceof SequenceNode list) {
            List<SigmaTest> parts = new ArrayList<>();
            for (Node each : list.getValue()) {
                if (each instanceof SequenceNode) {
                    throw SigmaException.malformed(each, "a list within a list; expected a map or a keyword");
                }
                parts.add(compile(each));
            }
            return SomeOf.one(notEmpty(node, parts));
        }
        if (node instanceof ScalarNode scalar) {
            return keyword(scalar, List.of());
        }
        List<SigmaTest> parts = new ArrayList<>();
        SigmaParser.map(node, "expected a map, a list or a keyword");
        for (NodeTuple each : ((MappingNode) node).getValue()) {
            parts.add(column(each.getKeyNode(), each.getValueNode()));
        }
        return new AllOf(notEmpty(node, parts));
    }

    private static List<SigmaTest> notEmpty(Node at, List<SigmaTest> parts) throws SigmaException {
        if (parts.isEmpty()) {
            throw SigmaException.malformed(at, "there is nothing to look for");
        }
        return parts;
    }

    private static SigmaTest keyword(ScalarNode node, List<String> modifiers) throws SigmaException {
        if (node.getTag().equals(Tag.NULL)) {
            throw SigmaException.malformed(node, "there is nothing to look for");
        }
        List<SigmaTest> parts = new ArrayList<>();
        for (SigmaValue value : SigmaValues.of(node, false, modifiers.isEmpty() ? List.of("contains") : modifiers)) {
            parts.add(new Anywhere(value));
        }
        return SomeOf.one(parts);
    }

    private SigmaTest column(Node key, Node value) throws SigmaException {
        List<String> parts = List.of(SigmaParser.text(key).split("\\|", -1));
        List<String> modifiers = new ArrayList<>();
        boolean all = false;
        boolean not = false;
        for (String each : parts.subList(1, parts.size())) {
            switch (each) {
                case "all" -> all = true;
                case "neq" -> not = true;
                default -> modifiers.add(each);
            }
        }
        Optional<SigmaColumn> column =
                parts.get(0).isEmpty() ? Optional.empty() : Optional.of(source.column(key, parts.get(0)));
        List<SigmaTest> tests = new ArrayList<>();
        for (Node each : value instanceof SequenceNode list ? list.getValue() : List.of(value)) {
            tests.add(value(column, each, modifiers));
        }
        notEmpty(value, tests);
        SigmaTest test = all ? new AllOf(tests) : SomeOf.one(tests);
        return not ? new Not(test) : test;
    }

    private SigmaTest value(Optional<SigmaColumn> column, Node node, List<String> modifiers) throws SigmaException {
        if (!(node instanceof ScalarNode scalar)) {
            throw SigmaException.malformed(node, "expected a value, or a list of values");
        }
        if (column.isEmpty()) {
            return keyword(scalar, modifiers);
        }
        SigmaColumn own = column.get();
        if (modifiers.contains("exists")) {
            refuseOthers(scalar, modifiers, Set.of("exists"));
            return new Exists(own, flag(scalar));
        }
        if (modifiers.contains("fieldref")) {
            return reference(own, scalar, modifiers);
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            refuseOthers(scalar, modifiers, Set.of());
            return new Exists(own, false);
        }
        if (own.isFlag()) {
            refuseOthers(scalar, modifiers, Set.of());
            return flag(scalar) ? has(own, scalar, "true") : has(own, scalar, "false");
        }
        List<SigmaTest> tests = new ArrayList<>();
        for (SigmaValue each : SigmaValues.of(scalar, own.isNumber(), modifiers)) {
            tests.add(new Has(own, each));
        }
        return tests.size() == 1 ? tests.get(0) : SomeOf.one(tests);
    }

    private SigmaTest reference(SigmaColumn own, ScalarNode node, List<String> modifiers) throws SigmaException {
        refuseOthers(node, modifiers, Set.of("fieldref", "cased", "contains", "startswith", "endswith"));
        return new SigmaTest.Refers(
                own,
                source.column(node, node.getValue()),
                modifiers.contains("endswith") || modifiers.contains("contains"),
                modifiers.contains("startswith") || modifiers.contains("contains"),
                modifiers.contains("cased"));
    }

    private static void refuseOthers(Node at, List<String> modifiers, Set<String> allowed) throws SigmaException {
        for (String each : modifiers) {
            if (!allowed.contains(each)) {
                throw SigmaException.unsupported(
                        at, "the modifier " + each + " does not go with this value or its other modifiers");
            }
        }
    }

    private static SigmaTest has(SigmaColumn column, ScalarNode at, String text) throws SigmaException {
        ScalarNode word = new ScalarNode(Tag.STR, text, at.getStartMark(), at.getEndMark(), at.getScalarStyle());
        return new Has(column, SigmaValues.of(word, false, List.of()).get(0));
    }

    /** As YAML, Zeek or a program writes it. */
    private static boolean flag(ScalarNode node) throws SigmaException {
        return switch (node.getValue().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes" -> true;
            case "false", "f", "0", "no" -> false;
            default -> throw SigmaException.malformed(node, "expected true or false: " + node.getValue());
        };
    }
}
